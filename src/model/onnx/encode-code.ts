import type { Hole, MaskedCode } from '../../code/masked-code.ts';
import { cut } from './cut.ts';
import type { FolderTokenizer, SpecialToken } from './load-tokenizer.ts';
import { charactersFor } from './within-reach.ts';

/** How holes are shown to the model. */
export interface Shown {
  readonly mask: SpecialToken;
  readonly unknown: SpecialToken;
}

export interface EncodedCode {
  /** At most as many as there was room for; no special tokens around. */
  readonly ids: readonly number[];
  /** Where each hole stands among the ids, half open; past the end where it fell outside. */
  readonly holes: readonly (readonly [from: number, to: number])[];
  readonly truncated: boolean;
}

/** Enough for most code, and cheap. */
const USUAL = 4; // characters a token

interface Prefix {
  readonly ids: readonly number[];
  readonly whole: boolean;
}

/** The first ids of a text: `need` of them, unless the first `most` characters have fewer. */
function firstIds(tokenizer: FolderTokenizer, text: string, need: number, most: number): Prefix {
  for (let limit = USUAL * need; ; limit *= 2) {
    const head = cut(text, Math.min(limit, most));
    const whole = head.length === text.length;
    const ids = tokenizer.ids(head);
    // Cut within a word, its last tokens may not be those of the text.
    const sound = /\s/.test(text.charAt(head.length)) && ids.length >= need;
    if (whole || sound || limit >= most) return { ids, whole };
  }
}

/** Neighbouring texts put together: a special token may be spelt across them. */
function joined(code: MaskedCode): (string | Hole)[] {
  const parts: (string | Hole)[] = [];
  for (const part of code) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

function tokenOf(shown: Shown, hole: Hole): SpecialToken {
  return hole.as === 'unknown' ? shown.unknown : shown.mask;
}

function trimmed(text: string, before: SpecialToken | undefined, after: SpecialToken | undefined): string {
  const start = before?.swallowsAfter ? text.trimStart() : text;
  return after?.swallowsBefore ? start.trimEnd() : start;
}

/**
 * The token ids of a code with holes: exactly those of the text in which each hole is spelt as its special
 * tokens. Texts between holes are tokenised one by one, as every special token parts what stands around it;
 * so a mask token that the source itself spells out is never taken for a hole. Of an endless code only as
 * much is read as `charactersFor` says.
 */
export function encodeCode(
  tokenizer: FolderTokenizer,
  shown: Shown,
  code: MaskedCode,
  room: number,
): EncodedCode {
  const parts = joined(code);
  let budget = charactersFor(room);
  const ids: number[] = [];
  const holes: (readonly [number, number])[] = [];
  let truncated = false;
  for (const [at, part] of parts.entries()) {
    if (truncated) {
      if (typeof part !== 'string') holes.push([room, room + 1]);
      continue;
    }
    const need = room + 1 - ids.length;
    if (typeof part !== 'string') {
      const count = part.as === 'each' ? subTokens(tokenizer, part.hidden, need) : 1;
      holes.push([ids.length, ids.length + count]);
      for (let n = 0; n < count; n++) ids.push(tokenOf(shown, part).id);
    } else {
      const [before, after] = [parts[at - 1], parts[at + 1]].map((hole) =>
        hole === undefined || typeof hole === 'string' ? undefined : tokenOf(shown, hole),
      );
      const prefix = firstIds(tokenizer, trimmed(part, before, after), need, Math.max(0, budget));
      budget -= part.length;
      for (const id of prefix.ids.slice(0, need)) ids.push(id);
      truncated = !prefix.whole;
    }
    truncated ||= ids.length > room;
  }
  return { ids: ids.slice(0, room), holes, truncated };
}

/** At least one: a hole that hides nothing is still a hole. */
function subTokens(tokenizer: FolderTokenizer, hidden: string, most: number): number {
  return Math.max(1, Math.min(most, firstIds(tokenizer, hidden, most, charactersFor(most)).ids.length));
}
