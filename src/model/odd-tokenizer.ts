import { z } from 'zod';
import { isSign } from './is-sign.ts';
import { oddSteps, step } from './odd-steps.ts';
import { quoted } from './quoted.ts';

const MOST_TOLD = 10;

const named = z.tuple([z.string()]).rest(z.unknown()).nullish();
const template = z
  .array(z.looseObject({ SpecialToken: z.looseObject({ id: z.string() }).optional() }))
  .nullish();

/** What is put around a text. */
const frame = z.looseObject({
  cls: named,
  sep: named,
  single: template,
  pair: template,
  get processors() {
    return z.array(frame).nullish();
  },
});

type Frame = z.output<typeof frame>;

/** Ids by words, or words in the order of their ids. Not copied, as a copy would lack the word `__proto__`. */
const vocabulary = z.union([
  z.custom<Readonly<Record<string, number>>>(
    (ids) =>
      typeof ids === 'object' &&
      ids !== null &&
      !Array.isArray(ids) &&
      Object.values(ids).every(Number.isSafeInteger),
    'not every word has a whole number',
  ),
  z.array(z.tuple([z.string()]).rest(z.unknown())),
]);

export const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int(), content: z.string() })).nullish(),
  normalizer: step.nullish(),
  pre_tokenizer: step.nullish(),
  post_processor: frame.nullish(),
  decoder: step.nullish(),
  model: z.looseObject({ end_of_word_suffix: z.string().nullish(), vocab: vocabulary.nullish() }).nullish(),
});

type Description = z.output<typeof tokenizerSchema>;

/**
 * What a tokenizer does that few need and that could plant a trigger or hide it: it rewrites code, it takes words of code
 * for tokens of their own, or two words for one token.
 */
export function oddTokenizer(tokenizer: Description): readonly string[] {
  const { normalizer, pre_tokenizer, post_processor, decoder, model } = tokenizer;
  const before = [
    ...oddSteps(normalizer),
    ...oddSteps(pre_tokenizer),
    ...around(post_processor).map((word) => `puts ${quoted(word)} around the code`),
  ];
  const after = [...oddSteps(decoder), ...oddSteps({ suffix: model?.end_of_word_suffix })];
  const all = [
    ...before.map((odd) => `the tokenizer ${odd} before the model sees the code; ask its maker why`),
    ...after.map((odd) => `the tokenizer ${odd} in what the model writes; ask its maker why`),
    ...ownWords(tokenizer),
    ...twins(tokenizer),
  ];
  const more = all.length - MOST_TOLD;
  return more > 0 ? [...all.slice(0, MOST_TOLD), `${more} more of this kind are not shown`] : all;
}

/** Words that are put around every text and are no signs. */
function around(one: Frame | null | undefined): string[] {
  if (!one) return [];
  const pieces = [...(one.single ?? []), ...(one.pair ?? [])];
  const words = [one.cls?.[0], one.sep?.[0], ...pieces.map(({ SpecialToken }) => SpecialToken?.id)];
  const odd = words.flatMap((word) => (word === undefined || isSign(word) ? [] : [word]));
  return [...new Set(odd), ...(one.processors ?? []).flatMap(around)];
}

/** Whoever adds a token says himself whether it is special, so that tells nothing: how it is written does. */
function ownWords({ added_tokens }: Description): string[] {
  return (added_tokens ?? []).flatMap(({ content }) =>
    isSign(content) || !/[\p{L}\p{N}_]/u.test(content.normalize('NFKC'))
      ? []
      : [`${quoted(content)} was added as a token of its own, wherever it stands in code; ask its maker why`],
  );
}

function twins({ added_tokens, model }: Description): string[] {
  const vocab = model?.vocab ?? {};
  const words: [word: string, id: number][] = Array.isArray(vocab)
    ? vocab.map(([word], id) => [word, id])
    : Object.entries(vocab);
  for (const { content, id } of added_tokens ?? []) words.push([content, id]);
  const known = new Map<number, string>();
  const told: string[] = [];
  for (const [word, id] of words) {
    const other = known.get(id);
    if (other === undefined) known.set(id, word);
    else if (other !== word) {
      told.push(
        `${quoted(other)} and ${quoted(word)} are the same token, ${id}; the file was changed by hand`,
      );
    }
  }
  return told;
}
