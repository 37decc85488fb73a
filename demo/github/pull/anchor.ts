import { header } from '../git/patch-text.ts';
import type { Anchor, PullRequest, Side } from '../world/pull-request.ts';
import type { PullFile } from './pull-files.ts';
import { pullFiles } from './pull-files.ts';
import type { Spot } from './spots.ts';
import { spots } from './spots.ts';

/** Where somebody wants to comment; `subject_type: file` needs no line. */
export interface Place {
  readonly path: string;
  readonly line?: number | undefined;
  readonly side?: Side | undefined;
  readonly start_line?: number | undefined;
  readonly start_side?: Side | undefined;
  /** The old way: lines below the first `@@`. */
  readonly position?: number | undefined;
  readonly subject_type?: 'line' | 'file' | undefined;
}

/** What GitHub says against a place, by the field at fault. */
export interface PlaceProblem {
  readonly field: 'path' | 'line' | 'start_line' | 'position' | 'diff_hunk';
  readonly code: 'custom' | 'invalid' | 'missing_field';
  readonly words: string;
}

export type Anchored =
  | { readonly ok: true; readonly anchor: Anchor }
  | { readonly ok: false; readonly problems: readonly PlaceProblem[] };

const NO_HUNK: PlaceProblem = {
  field: 'diff_hunk',
  code: 'missing_field',
  words: "diff hunk can't be blank",
};
const BAD_PATH: PlaceProblem = { field: 'path', code: 'invalid', words: 'path is invalid' };
const BAD_POSITION: PlaceProblem = { field: 'position', code: 'invalid', words: 'position is invalid' };
const BAD_LINE: PlaceProblem = { field: 'line', code: 'custom', words: 'line must be part of the diff' };
const BAD_ORDER: PlaceProblem = {
  field: 'start_line',
  code: 'custom',
  words: 'start line must precede the end line.',
};
const OTHER_HUNK: PlaceProblem = {
  field: 'start_line',
  code: 'custom',
  words: 'start line must be part of the same hunk as the line.',
};

/** Whether GitHub lets a thread stand here: on a line inside a hunk, both ends of a range inside the same one. */
export function anchor(pull: PullRequest, commit: string, place: Place): Anchored {
  const file = pullFiles(pull, commit).find(({ change }) => change.path === place.path);
  if (file === undefined) return refused(BAD_PATH, NO_HUNK);
  const { path } = place;
  if (place.subject_type === 'file')
    return { ok: true, anchor: { path, commit, diffHunk: '', place: undefined } };
  const [end, side] = spotOf(file, place);
  const { start_line: startLine, start_side: startSide = side } = place;
  if (end === undefined) {
    const fault = place.line === undefined ? BAD_POSITION : BAD_LINE;
    return startLine === undefined ? refused(fault, NO_HUNK) : refused(fault, OTHER_HUNK, NO_HUNK);
  }
  const diffHunk = hunkUpTo(file, end);
  const line = place.line ?? end.numbers.RIGHT ?? end.numbers.LEFT ?? 1;
  if (startLine === undefined) {
    return { ok: true, anchor: { path, commit, diffHunk, place: { line, side, position: end.position } } };
  }
  const start = spotOfLine(file, startLine, startSide);
  if (start !== undefined && start.hunk === end.hunk && start.index >= end.index) return refused(BAD_ORDER);
  if (start?.hunk !== end.hunk)
    return refused(startLine >= line && startSide === side ? BAD_ORDER : OTHER_HUNK);
  return {
    ok: true,
    anchor: { path, commit, diffHunk, place: { line, side, startLine, startSide, position: end.position } },
  };
}

function refused(...problems: readonly PlaceProblem[]): Anchored {
  return { ok: false, problems };
}

/** An old `position` on a removed line is on the left side. */
function spotOf(file: PullFile, place: Place): readonly [Spot | undefined, Side] {
  const side = place.side ?? 'RIGHT';
  if (place.line !== undefined) return [spotOfLine(file, place.line, side), side];
  const spot = spots(file.diff.hunks ?? []).find(({ position }) => position === place.position);
  return [spot, spot?.numbers.RIGHT === undefined ? 'LEFT' : 'RIGHT'];
}

function spotOfLine({ diff }: PullFile, line: number, side: Side): Spot | undefined {
  return spots(diff.hunks ?? []).find(({ numbers }) => numbers[side] === line);
}

function hunkUpTo({ before }: PullFile, { hunk, index }: Spot): string {
  return [header(hunk, before.split('\n')), ...hunk.lines.slice(0, index + 1)].join('\n');
}
