import type { Edit } from '../src/index.ts';
import type { Compiled } from '../src/lab/compile/compiled.ts';

/** One name for another, by edits of the text before. */
export interface Renamed {
  readonly name: string;
  readonly newName: string;
  readonly edits: readonly Edit[];
  /** It is the name of the function itself, which the code it is compiled to bears. */
  readonly own: boolean;
}

/** What differs but the name in what a compiler says, in words; undefined where nothing does. */
export function difference(before: Compiled, after: Compiled, renamed: Renamed): string | undefined {
  const was = before.diagnostics;
  const is = after.diagnostics.map(({ at, message }) => ({ at: placeBefore(renamed.edits, at), message }));
  for (let index = 0; index < Math.max(was.length, is.length); index++) {
    const [one, two] = [was[index], is[index]];
    const same = one?.at === two?.at && isSame(one?.message ?? '', two?.message ?? '', renamed);
    if (!same) return `${one?.at} ${one?.message}  →  ${two?.at} ${two?.message}`;
  }
  if (!renamed.own && before.code !== after.code) return 'compiled to other code';
  const stranger = is.find(({ message }) => isUnknown(message, renamed.newName));
  return stranger && `renamed, though it is declared elsewhere: ${stranger.at} ${stranger.message}`;
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

/**
 * Whether two texts are equal word by word, but that the second may say the new name where the first says the name. It
 * need not: the name may be a word of the message too, or stand for something else besides.
 */
function isSame(was: string, is: string, { name, newName }: Renamed): boolean {
  const [one, two] = [was.split(/\b/), is.split(/\b/)];
  return (
    one.length === two.length &&
    one.every((word, index) => word === two[index] || (word === name && two[index] === newName))
  );
}

/** Whether a compiler says that it does not know the name. */
function isUnknown(message: string, name: string): boolean {
  return (
    message.includes(`'${name}' undeclared`) ||
    message.includes(`implicit declaration of function '${name}'`) ||
    new RegExp(`cannot find symbol\\s+symbol: +\\w+ ${name}\\b`).test(message)
  );
}
