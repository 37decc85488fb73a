import { parsePatch, type StructuredPatchHunk, structuredPatch } from 'diff';
import type { Hunk } from '../../review/changed-file.ts';

/** Milliseconds after which two texts are too different for their hunks to be worth it. */
const PATIENCE = 2_000;
const CONTEXT = 3;

/** The hunks of GitHub's `patch` of one file; undefined where it cannot be read, as when it was cut. */
export function hunksOf(patch: string): Hunk[] | undefined {
  try {
    return parsePatch(patch).flatMap(({ hunks }) => hunks.map(plain));
  } catch {
    return undefined;
  }
}

/** The hunks between two texts as GitHub would show them; undefined where that takes too long. */
export function hunksBetween(before: string, after: string): Hunk[] | undefined {
  const options = { context: CONTEXT, timeout: PATIENCE };
  return structuredPatch('', '', before, after, '', '', options)?.hunks.map(plain);
}

function plain({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk): Hunk {
  return { oldStart, oldLines, newStart, newLines, lines };
}
