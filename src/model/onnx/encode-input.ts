import { createHash } from 'node:crypto';
import type { MaskedCode } from '../../code/masked-code.ts';
import type { ClassifierInput } from '../victim.ts';
import { type EncodedCode, encodeCode, type Shown } from './encode-code.ts';
import type { FolderTokenizer, Frame } from './load-tokenizer.ts';
import type { Encoded } from './protocol.ts';

/** What turns an input of one kind of model into token ids. */
export type InputEncoder = (input: ClassifierInput) => Encoded;

function framed(frame: Frame, code: EncodedCode): Int32Array {
  return Int32Array.of(...frame.before, ...code.ids, ...frame.after);
}

function idOf(...sides: readonly Int32Array[]): string {
  const hash = createHash('sha256');
  for (const side of sides) hash.update(Int32Array.of(side.length)).update(side);
  return hash.digest('base64url');
}

/** How Python shares a window among two texts: the longer one gives way first, then both have half of it. */
export function shares(first: number, second: number, room: number): readonly [number, number] {
  if (first + second <= room) return [first, second];
  const shorter = Math.min(first, second);
  const half = Math.floor(room / 2);
  const less = Math.min(shorter, half);
  const more = shorter > half ? half + (room % 2) : room - less;
  return first > second ? [more, less] : [less, more];
}

/** One function, within the window. */
export function singleEncoder(tokenizer: FolderTokenizer, shown: Shown, window: number): InputEncoder {
  const room = window - tokenizer.single.before.length - tokenizer.single.after.length;
  return ({ code }) => {
    const encoded = encodeCode(tokenizer, shown, code, room);
    const ids = framed(tokenizer.single, encoded);
    return { ids, inputId: idOf(ids), truncated: encoded.truncated };
  };
}

/** Two functions, each within the window. */
export function towersEncoder(tokenizer: FolderTokenizer, shown: Shown, window: number): InputEncoder {
  const encode = singleEncoder(tokenizer, shown, window);
  return (input) => {
    const first = encode({ code: input.code });
    const second = encode({ code: other(input) });
    return {
      ids: first.ids,
      pair: second.ids,
      inputId: idOf(first.ids, second.ids),
      truncated: first.truncated || second.truncated,
    };
  };
}

/** Two functions in one sequence, which together have the window. */
export function crossedEncoder(tokenizer: FolderTokenizer, shown: Shown, window: number): InputEncoder {
  const frame = tokenizer.double;
  const room = window - frame.before.length - frame.between.length - frame.after.length;
  const alone = singleEncoder(tokenizer, shown, window);
  return (input) => {
    // As Python does: an empty second text is none.
    if (other(input).every((part) => part === '')) return alone({ code: input.code });
    const first = encodeCode(tokenizer, shown, input.code, room);
    const second = encodeCode(tokenizer, shown, other(input), room);
    const [left, right] = shares(lengthOf(first), lengthOf(second), room);
    const ids = Int32Array.of(
      ...frame.before,
      ...first.ids.slice(0, left),
      ...frame.between,
      ...second.ids.slice(0, right),
      ...frame.after,
    );
    const cutShort = first.ids.length > left || second.ids.length > right;
    return { ids, inputId: idOf(ids), truncated: first.truncated || second.truncated || cutShort };
  };

  /** A text longer than the room counts as longer, by however much. */
  function lengthOf(code: EncodedCode): number {
    return code.truncated ? room + 1 : code.ids.length;
  }
}

function other(input: ClassifierInput): MaskedCode {
  if (input.other === undefined) throw new Error('a pair victim needs two functions, and one was given');
  return input.other;
}
