import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { readJson } from '../read-json.ts';

/** A special token as it may stand for a hole. `swallowsBefore`: white space before it is no part of the text. */
export interface SpecialToken {
  readonly id: number;
  readonly swallowsBefore: boolean;
  readonly swallowsAfter: boolean;
}

/** The special tokens that stand around one text, or around and between two. */
export interface Frame {
  readonly before: readonly number[];
  readonly between: readonly number[];
  readonly after: readonly number[];
}

export interface FolderTokenizer {
  /** Token ids without the special ones around; special tokens spelt out in the text are found, as Python does. */
  ids(text: string): number[];
  /** The same as they are spelt in the vocabulary, with the marks for what stands before them. */
  tokens(text: string): string[];
  /** Without special tokens. */
  decode(ids: readonly number[]): string;
  special(token: string): SpecialToken;
  readonly specialIds: ReadonlySet<number>;
  /** One more than the highest id. */
  readonly size: number;
  readonly single: Frame;
  readonly double: Frame;
}

const GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

const byteLevel = z.looseObject({
  pre_tokenizer: z.looseObject({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.literal(false),
    use_regex: z.literal(true),
  }),
});

/**
 * The library matches byte-level words with JavaScript's \s, which takes U+FEFF for white space and U+0085
 * for none; Rust and Python do the opposite. Its `Split` translates \s rightly, so the same words are asked
 * of that.
 */
function withRustWhitespace(description: object): object {
  const parsed = byteLevel.safeParse(description);
  if (!parsed.success) return description;
  const words = { type: 'Split', pattern: { Regex: GPT2 }, behavior: 'Removed', invert: true };
  const bytes = { ...parsed.data.pre_tokenizer, use_regex: false };
  return { ...description, pre_tokenizer: { type: 'Sequence', pretokenizers: [words, bytes] } };
}

const anything = z.looseObject({});

/** Where the tokens of a text stand among the special ones that are put around it. */
function frameOf(tokenizer: Tokenizer, two: boolean): Frame {
  const inner = tokenizer.encode('a', { add_special_tokens: false }).ids;
  const framed = tokenizer.encode('a', two ? { text_pair: 'a' } : {}).ids;
  const starts = framed.flatMap((_, at) => (inner.every((id, n) => framed[at + n] === id) ? [at] : []));
  const first = starts[0] ?? 0;
  const last = two ? (starts.find((at) => at >= first + inner.length) ?? first) : first;
  return {
    before: framed.slice(0, first),
    between: two ? framed.slice(first + inner.length, last) : [],
    after: framed.slice(last + inner.length),
  };
}

/** Reads tokenizer.json and tokenizer_config.json of a model folder. Throws what the file system or the library says. */
export async function loadTokenizer(folder: string): Promise<FolderTokenizer> {
  const description = await readJson(join(folder, 'tokenizer.json'), anything);
  const config = await readJson(join(folder, 'tokenizer_config.json'), anything).catch(() => ({}));
  const tokenizer = new Tokenizer(withRustWhitespace(description), config);
  const added = tokenizer.get_added_tokens_decoder();
  const specialIds = new Set([...added].flatMap(([id, token]) => (token.special ? [id] : [])));
  let size = 0;
  for (const id of tokenizer.get_vocab().values()) size = Math.max(size, id + 1);
  return {
    ids: (text) => (text === '' ? [] : tokenizer.encode(text, { add_special_tokens: false }).ids),
    tokens: (text) => (text === '' ? [] : tokenizer.encode(text, { add_special_tokens: false }).tokens),
    decode(ids) {
      const plain = ids.filter((id) => !specialIds.has(id));
      return plain.length === 0 ? '' : tokenizer.decode(plain, { clean_up_tokenization_spaces: false });
    },
    special(token) {
      for (const [id, known] of added) {
        if (known.content === token) return { id, swallowsBefore: known.lstrip, swallowsAfter: known.rstrip };
      }
      throw new Error(`the tokenizer has no special token "${token}", which codepurify.json names`);
    },
    specialIds,
    size,
    single: frameOf(tokenizer, false),
    double: frameOf(tokenizer, true),
  };
}
