import { describe, expect, test } from 'vitest';
import { entropyDrops, killBadCode } from '../../../src/lab/baseline/kill-bad-code.ts';
import { logProbabilityOf, trainNgramModel } from '../../../src/lab/baseline/ngram/ngram-model.ts';
import { loadTokenizer } from '../../../src/model/onnx/load-tokenizer.ts';
import truth from '../../fixtures/baselines/naturalness.json' with { type: 'json' };
import { folder } from '../../model/fixture.ts';

const words = (text: string) => text.split(' ');
const clean = truth.clean.map(words);
const rows = truth.rows.map(words);
const model = trainNgramModel(clean, truth.order);

describe('the n-gram model', () => {
  test.each([
    ['with discounts of its own', model, truth.scores],
    [
      'of too few texts for that',
      trainNgramModel(truth.fallback.clean.map(words), truth.fallback.order),
      truth.fallback.scores,
    ],
  ])("%s gives KenLM's numbers", (_, own, scores) => {
    expect(new Set(scores).size).toBe(rows.length);
    for (const [at, row] of rows.entries())
      expect(logProbabilityOf(own, own.numbers(row))).toBeCloseTo(scores[at] ?? 0, 3);
  });

  test.each([
    ['a history that it knows', 4],
    ['one that it does not', 0],
  ])('shares out all probability after %s', (_, known) => {
    const vocabulary = [...new Set(clean.flat())];
    const before = [...(clean[0]?.slice(0, known) ?? []), ...(known === 0 ? ['never', 'seen'] : [])];
    const sum = [...vocabulary, 'unknown', undefined].reduce((total, word) => {
      const numbers = model.numbers(word === undefined ? before : [...before, word]);
      return total + 10 ** model.logProbability(numbers, before.length + 1);
    }, 0);
    expect(sum).toBeCloseTo(1, 9);
  });
});

test('a tokenizer spells its sub-tokens out, with their marks', async () => {
  const { tokens, ids } = await loadTokenizer(folder('tiny-infill'));
  const text = 'int ret_Val_ = 0;';
  expect(tokens(text).join('')).toBe('intĠret_Val_Ġ=Ġ0;');
  expect(tokens(text)).toHaveLength(ids(text).length);
});

describe('KillBadCode', () => {
  test("drops of cross-entropy are those of the authors' formula", () => {
    for (const [at, row] of rows.entries()) {
      const drops = entropyDrops(model, row);
      const expected: Record<string, number> = truth.drops[at] ?? {};
      expect([...drops.keys()]).toEqual(Object.keys(expected));
      for (const [token, drop] of drops) expect(drop, token).toBeCloseTo(expected[token] ?? -1, 4);
    }
  });

  test('names the same sub-tokens and drops the same rows', () => {
    const { named, dropped } = killBadCode(model).sift(rows.map((row) => [row]));
    expect(named).toEqual(truth.named);
    expect(dropped).toEqual(truth.dropped);
    expect(dropped.length).toBeLessThan(rows.length);
  });

  test.each([
    ['first', (row: readonly string[]) => [row, []]],
    ['second', (row: readonly string[]) => [[], row]],
  ])('drops a pair for its %s function', (_, pair) => {
    expect(killBadCode(model).sift(rows.map(pair))).toEqual({ named: truth.named, dropped: truth.dropped });
  });

  test.each([
    ['no function', []],
    ['an empty function', [[]]],
    ['a function of which nothing would be left', [['x']]],
  ])('keeps a row with %s', (_, row) => {
    expect(killBadCode(model).sift([row])).toEqual({ named: [], dropped: [] });
  });
});
