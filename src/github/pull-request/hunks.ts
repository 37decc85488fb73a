import { parsePatch, type StructuredPatchHunk, structuredPatch } from 'diff';
import type { Hunk } from '../../review/changed-file.ts';

/** Milliseconds after which two texts are too different for their hunks to be worth it, and those of all texts together. */
const PATIENCE = 2_000;
const PATIENCE_IN_ALL = 20_000;
const CONTEXT = 3;

/** The hunks of GitHub's `patch` of one file; undefined where it cannot be read, as when it was cut. */
export function hunksOf(patch: string): Hunk[] | undefined {
  try {
    return parsePatch(patch).flatMap(({ hunks }) => hunks.map(plain));
  } catch {
    return undefined;
  }
}

/** Finds the hunks between two texts as GitHub would show them; undefined where that, or all so far, takes too long. */
export function comparing(patience = PATIENCE_IN_ALL): (before: string, after: string) => Hunk[] | undefined {
  let left = patience;
  return (before, after) => {
    // What was added needs no search.
    if (left <= 0 && before !== '') return undefined;
    const started = performance.now();
    const timeout = before === '' ? PATIENCE : Math.min(PATIENCE, left);
    const patch = structuredPatch('', '', before, after, '', '', { context: CONTEXT, timeout });
    left -= performance.now() - started;
    return patch?.hunks.map(plain);
  };
}

function plain({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk): Hunk {
  return { oldStart, oldLines, newStart, newLines, lines };
}
