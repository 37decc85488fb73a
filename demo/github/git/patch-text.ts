import type { StructuredPatchHunk } from 'diff';

/** The hunks as the `patch` of GitHub's answers: no file header, no newline at the end. */
export function patchText(hunks: readonly StructuredPatchHunk[], before: string): string {
  const lines = before.split('\n');
  return hunks.flatMap((hunk) => [header(hunk, lines), ...hunk.lines]).join('\n');
}

/** `@@ -3,7 +3,8 @@ int main(void)`: the last line above that looks like the start of a function is repeated. */
export function header(hunk: StructuredPatchHunk, before: readonly string[]): string {
  const heading = before.slice(0, hunk.oldStart - 1).findLast((line) => /^[A-Za-z_$]/.test(line));
  const ranges = `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`;
  return heading === undefined ? ranges : `${ranges} ${heading.slice(0, 80).trimEnd()}`;
}

/** Git leaves out a count of one, and names the line before an empty range. */
function range(start: number, count: number): string {
  if (count === 1) return `${start}`;
  return `${count === 0 ? start - 1 : start},${count}`;
}
