import type { Finding } from './finding.ts';
import type { HeadFile } from './head-file.ts';
import { type ShownLines, shownWithin } from './shown-lines.ts';
import { type Lines, triggerLines } from './trigger-lines.ts';

/**
 * Where a comment on a finding can stand: the shown lines of the first place of its trigger that has some, else the shown
 * line of its function that is nearest to the trigger. Undefined where the pull request shows no line of the function.
 */
export function anchor(finding: Finding, file: HeadFile): ShownLines | undefined {
  const shown = (lines: Lines) =>
    shownWithin(file.shown, lines).map(({ from, to }) => ({
      from: Math.max(from, lines.from),
      to: Math.min(to, lines.to),
    }));
  const [place] = triggerLines(finding).flatMap((lines) => shown(lines).slice(0, 1));
  if (place !== undefined) return place;
  const { startLine, endLine, trigger } = finding.verdict;
  const lines = shown({ from: startLine, to: endLine }).map(({ from, to }) =>
    from > trigger.endLine ? from : to,
  );
  const far = (line: number) => Math.abs(line - trigger.startLine);
  const [nearest] = lines.sort((a, b) => far(a) - far(b));
  return nearest === undefined ? undefined : { from: nearest, to: nearest };
}
