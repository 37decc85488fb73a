import type { Finding } from './finding.ts';
import type { HeadFile } from './head-file.ts';
import { type ShownLines, shownWithin } from './shown-lines.ts';

/**
 * Where a comment on a finding can stand: the shown lines of its trigger, else the shown line of its function that is
 * nearest to it. Undefined where the pull request shows no line of the function.
 */
export function anchor({ verdict }: Finding, file: HeadFile): ShownLines | undefined {
  const trigger = { from: verdict.trigger.startLine, to: verdict.trigger.endLine };
  const [shown] = shownWithin(file.shown, trigger);
  if (shown !== undefined) {
    return { from: Math.max(shown.from, trigger.from), to: Math.min(shown.to, trigger.to) };
  }
  const around = { from: verdict.startLine, to: verdict.endLine };
  const lines = shownWithin(file.shown, around).map(({ from, to }) => {
    const first = Math.max(from, around.from);
    return first > trigger.to ? first : Math.min(to, around.to);
  });
  const far = (line: number) => Math.abs(line - trigger.from);
  const [nearest] = lines.sort((a, b) => far(a) - far(b));
  return nearest === undefined ? undefined : { from: nearest, to: nearest };
}
