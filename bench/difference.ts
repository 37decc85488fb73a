import type { Edit } from '../src/index.ts';
import type { Compiled } from './compiled.ts';

/** One name for another, by edits of the text before. */
export interface Renamed {
  readonly name: string;
  readonly newName: string;
  readonly edits: readonly Edit[];
  /** Tokens of the old name that are bound to something else are left: a compiler may still speak of it. */
  readonly keepsName: boolean;
  /** It is the name of the function itself, which the code it is compiled to bears. */
  readonly own: boolean;
}

/** What differs but the name in what a compiler says, in words; undefined where nothing does. */
export function difference(before: Compiled, after: Compiled, renamed: Renamed): string | undefined {
  const [one, two] = [before.diagnostics, after.diagnostics];
  for (let index = 0; index < Math.max(one.length, two.length); index++) {
    const [was, is] = [one[index], two[index]];
    const same =
      was !== undefined &&
      is !== undefined &&
      was.at === placeBefore(renamed.edits, is.at) &&
      isSame(was.message, is.message, renamed);
    if (!same)
      return `${was?.at} ${was?.message ?? 'nothing'}  →  ${is === undefined ? 'nothing' : `${placeBefore(renamed.edits, is.at)} ${is.message}`}`;
  }
  return renamed.own || before.code === after.code ? undefined : 'compiled to other code';
}

/** Where an offset of the text after the edits was before them. */
function placeBefore(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const { from, to, text } of edits) {
    if (from + shift + text.length > offset) break;
    shift += text.length - (to - from);
  }
  return offset - shift;
}

/** Whether two texts are equal word by word, but that the first says the name where the second says the new one. */
function isSame(was: string, is: string, { name, newName, keepsName }: Renamed): boolean {
  const [one, two] = [was.split(/\b/), is.split(/\b/)];
  if (one.length !== two.length) return false;
  return one.every((word, index) => {
    const other = two[index] ?? '';
    // A qualified name is one of the platform's.
    const kept = keepsName || one[index - 1]?.endsWith('.');
    if (word === name) return other === newName || (kept && other === name);
    return other === word;
  });
}
