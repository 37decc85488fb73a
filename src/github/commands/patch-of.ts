import { createTwoFilesPatch } from 'diff';
import { fenced } from '../../scan/report/fenced.ts';

const MOST_CHARACTERS = 40_000;
const LONGEST_FILE = 400_000;

/** The changes of files as one patch for `git apply`, in a fence; undefined where it is too long for a comment. */
export function patchOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string | undefined {
  const parts: string[] = [];
  let room = MOST_CHARACTERS;
  for (const [path, text] of after) {
    const old = before.get(path) ?? '';
    if (old.length > LONGEST_FILE || room < 0) return undefined;
    const part = createTwoFilesPatch(`a/${path}`, `b/${path}`, old, text, undefined, undefined, {
      context: 3,
      headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
      timeout: 1_000,
    });
    if (part === undefined) return undefined;
    parts.push(part);
    room -= part.length;
  }
  return room < 0 ? undefined : fenced(parts.join(''), 'diff');
}
