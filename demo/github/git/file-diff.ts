import type { StructuredPatchHunk } from 'diff';
import { structuredPatch } from 'diff';
import { isBinary } from './is-binary.ts';

/** How a file's text changed, as GitHub counts and shows it. */
export interface FileDiff {
  readonly additions: number;
  readonly deletions: number;
  /** Three lines of context; undefined where GitHub sends no `patch`: binary, too large, or no line changed. */
  readonly hunks?: readonly StructuredPatchHunk[];
}

/** What GitHub still shows of one file. */
const MOST_BYTES = 500_000;
const MOST_LINES = 20_000;
/** Edits after which two texts count as wholly different, so that a hostile pair costs no more than this. */
const MOST_EDITS = 4_000;

/** The change from one content to another, an absent file being empty. */
export function fileDiff(before: Buffer | undefined, after: Buffer | undefined): FileDiff {
  const [old, fresh] = [before ?? Buffer.alloc(0), after ?? Buffer.alloc(0)];
  if (isBinary(old) || isBinary(fresh)) return { additions: 0, deletions: 0 };
  const [from, to] = [old.toString(), fresh.toString()];
  const whole = { additions: countLines(to), deletions: countLines(from) };
  if (Math.max(old.length, fresh.length) > 10 * MOST_BYTES) return whole;
  const patch = structuredPatch('', '', from, to, '', '', { context: 3, maxEditLength: MOST_EDITS });
  // Undefined past the limit; an added or removed file needs as many edits as it has lines, yet no search.
  const hunks = patch?.hunks ?? (from === '' || to === '' ? onlyHunk(from, to) : undefined);
  if (hunks === undefined) return whole;
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const additions = lines.filter((line) => line.startsWith('+')).length;
  const deletions = lines.filter((line) => line.startsWith('-')).length;
  const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const shown = lines.length > 0 && lines.length <= MOST_LINES && bytes <= MOST_BYTES;
  return { additions, deletions, ...(shown && { hunks }) };
}

function onlyHunk(from: string, to: string): StructuredPatchHunk[] {
  const lines = [...signed(from, '-'), ...signed(to, '+')];
  return [{ oldStart: 1, oldLines: countLines(from), newStart: 1, newLines: countLines(to), lines }];
}

function signed(text: string, sign: '+' | '-'): string[] {
  if (text === '') return [];
  const ended = text.endsWith('\n');
  const lines = (ended ? text.slice(0, -1) : text).split('\n').map((line) => sign + line);
  return ended ? lines : [...lines, '\\ No newline at end of file'];
}

function countLines(text: string): number {
  return text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
