import { crossedEncoder, type InputEncoder, singleEncoder, towersEncoder } from './encode-input.ts';
import { loadTokenizer } from './load-tokenizer.ts';
import { openClassifierModel } from './open-classifier-model.ts';
import { openGeneratorModel } from './open-generator-model.ts';
import { openGradientModel } from './open-gradient-model.ts';
import { openInfillModel } from './open-infill-model.ts';
import { openRepresenterModel } from './open-representer-model.ts';
import type { Exchange, Kind, Row, Setup } from './protocol.ts';
import { readTokenFacts } from './read-token-facts.ts';

/** What one model can be asked; the kinds that its task does not have are absent. */
export type Skills = {
  readonly [K in Kind]?: (question: Exchange[K]['question']) => Promise<Exchange[K]['answer']>;
};

async function each<A, B>(list: readonly A[], answer: (item: A) => Promise<B>): Promise<B[]> {
  const answers: B[] = [];
  for (const item of list) answers.push(await answer(item));
  return answers;
}

const encodes = (encode: InputEncoder) => ({
  encode: async (inputs: Exchange['encode']['question']) => inputs.map(encode),
});

/** Some embeddings have rows to spare, to a round number; a tenth of them is another vocabulary. */
function fits(tokens: number, rows: number): boolean {
  return tokens <= rows && tokens >= 0.9 * rows;
}

/** Opens tokenizer and sessions of a folder, checks that they fit each other, and asks the model once. */
export async function openModelInWorker(setup: Setup): Promise<Skills> {
  // One after the other: of two faults the same one is told each time.
  const tokenizer = await loadTokenizer(setup.folder);
  const facts = await readTokenFacts(setup.folder);
  const shown = { mask: tokenizer.special(setup.maskToken), unknown: tokenizer.special(setup.unknownToken) };
  if (facts.vocabulary !== undefined && !fits(tokenizer.size, facts.vocabulary)) {
    throw new Error(
      `tokenizer.json has ${tokenizer.size} tokens, but the model knows ${facts.vocabulary} (vocab_size of config.json); take the tokenizer that the model was trained with`,
    );
  }
  if (facts.positions !== undefined && setup.maxLength > facts.positions) {
    throw new Error(
      `codepurify.json says maxLength ${setup.maxLength}, but the model reaches only ${facts.positions} tokens`,
    );
  }
  const single = singleEncoder(tokenizer, shown, setup.maxLength);
  if (setup.gradients) {
    const model = await openGradientModel(setup, tokenizer);
    return {
      ...encodes(encoderFor(model.towers)),
      classify: (rows) => each(rows, model.classify),
      lean: model.lean,
      close: () => model.close().then(() => null),
    };
  }
  const sample: Row = single({ code: ['int x = 0;'] });

  if (setup.represents) {
    const model = await openRepresenterModel(setup);
    const encode = encoderFor(model.towers);
    const [short, long] = await each([['x'], ['int x = 0;']], (code) =>
      model.represent(encode({ code, other: code })),
    );
    if (short?.length !== long?.length) {
      throw new Error('model.onnx gives its last layers no vector whose size is always the same');
    }
    return {
      ...encodes(encode),
      represent: (rows) => each(rows, model.represent),
      close: () => model.close().then(() => null),
    };
  }
  if (setup.task === 'generation') {
    const model = await openGeneratorModel(setup, tokenizer, facts);
    await model.likelihood(sample, 'x');
    return {
      ...encodes(single),
      generate: (rows) => each(rows, model.generate),
      likelihood: ({ rows, output }) => each(rows, (row) => model.likelihood(row, output)),
      close: () => model.close().then(() => null),
    };
  }
  if (setup.task === 'infill') {
    const model = await openInfillModel(setup, tokenizer, shown);
    await model.fill(['int ', { hidden: 'x', as: 'one' }], 1);
    return {
      fill: ({ codes, alternatives }) => each(codes, (code) => model.fill(code, alternatives)),
      close: () => model.close().then(() => null),
    };
  }
  const model = await openClassifierModel(setup);
  await model.classify(model.towers ? { ids: sample.ids, pair: sample.ids } : sample);
  return {
    ...encodes(encoderFor(model.towers)),
    classify: (rows) => each(rows, model.classify),
    close: () => model.close().then(() => null),
  };

  function encoderFor(towers: boolean): InputEncoder {
    if (setup.task !== 'pair') return single;
    return (towers ? towersEncoder : crossedEncoder)(tokenizer, shown, setup.maxLength);
  }
}
