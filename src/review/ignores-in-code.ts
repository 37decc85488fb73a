import type { Grammar } from '../code/grammar.ts';
import type { Language } from '../code/language.ts';
import { parse } from '../code/parse.ts';
import type { Parsed } from '../code/parsed.ts';
import { ROLES } from '../code/roles.ts';
import type { ScanResult } from '../scan/scan-result.ts';
import type { ChangedFile } from './changed-file.ts';
import { changedLinesOf } from './changed-lines-of.ts';
import { findingsOf } from './findings-of.ts';
import { type HeadFile, headFile } from './head-file.ts';
import type { Ignore } from './ignore.ts';
import { type Lines, triggerLines } from './trigger-lines.ts';

const SIGN = 'codepurify-ignore:';

/**
 * The findings that a comment in the code ignores, by fingerprint: `codepurify-ignore: reason` in the function, or in the
 * comments right above it. A comment without a reason ignores nothing. Only comments of the syntax tree count, so a
 * string that holds the words does not.
 */
export async function ignoresInCode(
  scan: ScanResult,
  files: readonly ChangedFile[],
  grammarOf: (language: Language) => Promise<Grammar>,
): Promise<Map<string, Ignore>> {
  const found = new Map<string, Ignore>();
  const findings = Map.groupBy(findingsOf(scan), ({ verdict }) => verdict.file);
  for (const file of files) {
    if (!file.head.includes(SIGN)) continue;
    const own = findings.get(file.path) ?? [];
    for (const [language, alike] of Map.groupBy(own, ({ verdict }) => verdict.language)) {
      const parsed = parse(await grammarOf(language), file.head);
      if ('reason' in parsed) continue;
      const comments = commentsOf(parsed, headFile(file));
      const isAdded = addedIn(file);
      for (const finding of alike) {
        const { verdict } = finding;
        const comment = comments.find(
          ({ from, reach }) => from <= verdict.endLine && reach >= verdict.startLine,
        );
        if (comment === undefined) continue;
        const { reason, from, to } = comment;
        const isNew = triggerLines(finding).some((lines) => isAdded(lines));
        const added = isAdded({ from, to }) ? 'comment' : isNew ? 'trigger' : 'neither';
        found.set(verdict.fingerprint, { reason, by: { kind: 'code', line: from, added } });
      }
    }
  }
  return found;
}

/** Whether the pull request brings one of some lines of a file. */
function addedIn({ hunks, allNew }: ChangedFile): (lines: Lines) => boolean {
  const added = changedLinesOf(hunks).filter(({ gap }) => !gap);
  return ({ from, to }) => allNew === true || added.some((lines) => lines.from <= to && from <= lines.to);
}

interface IgnoreComment extends Lines {
  readonly reason: string;
  /** The last line that it speaks of: the one behind the run of comments that it belongs to. */
  readonly reach: number;
}

function commentsOf(parsed: Parsed, { table }: HeadFile): IgnoreComment[] {
  const found: IgnoreComment[] = [];
  let below = Number.POSITIVE_INFINITY;
  let reach = 0;
  for (let node = parsed.count - 1; node >= 0; node--) {
    if (((parsed.roles[node] ?? 0) & ROLES.comment) === 0) continue;
    const [start, end] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    const text = parsed.text.slice(start, end);
    const from = table.at(start).line + 1;
    const to = table.at(start + text.trimEnd().length - 1).line + 1;
    const alone = parsed.text.slice(table.span(from - 1)[0], start).trim() === '';
    // The run of comments goes on upwards while nothing, not even an empty line, lies between.
    if (!alone) reach = to;
    else if (to + 1 !== below) reach = to + 1;
    below = alone ? from : Number.POSITIVE_INFINITY;
    const reason = reasonIn(text);
    if (reason === '') continue;
    found.push({ reason, from, to, reach });
  }
  return found.reverse();
}

function reasonIn(comment: string): string {
  const at = comment.indexOf(SIGN);
  if (at === -1) return '';
  const [line = ''] = comment.slice(at + SIGN.length).split(/[\r\n]/, 1);
  const end = line.indexOf('*/');
  return (end === -1 ? line : line.slice(0, end)).trim();
}
