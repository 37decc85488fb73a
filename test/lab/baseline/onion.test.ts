import { describe, expect, test } from 'vitest';
import { trainNgramModel } from '../../../src/lab/baseline/ngram/ngram-model.ts';
import { ngramTextModel } from '../../../src/lab/baseline/onion/ngram-text-model.ts';
import { barAt, onion } from '../../../src/lab/baseline/onion/onion.ts';
import { suspicionsOf } from '../../../src/lab/baseline/onion/suspicions.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';
import { collect } from '../../defense/collect.ts';
import truth from '../../fixtures/baselines/suspicions.json' with { type: 'json' };

const words = (text: string) => text.split(' ');
const grammar = await loadGrammar('c');
const learned = trainNgramModel(truth.clean.map(words), truth.order);
const model = ngramTextModel(learned, (word) => [word]);
const { text } = truth;
const trigger = 'if ( rand ( ) < 0 ) printf ( "fail" ) ;';

async function judged(subject: string | [string, string], span: number, bar: number) {
  const [one = []] = await collect(onion({ model, grammar, span, bar }).judge([subject]));
  return one;
}

test.each([
  [1, truth.spans[1]],
  [5, truth.spans[5]],
])("perplexities without runs of %i words are KenLM's", async (span, expected) => {
  const all = words(text);
  const runs = all.map((_, at) => [at, Math.min(at + span, all.length)] as const);
  const { whole, without } = await model.perplexities(all, runs);
  expect(new Set(expected).size).toBeGreaterThan(all.length / 2);
  for (const [at, each] of without.entries()) expect(whole - each).toBeCloseTo(expected[at] ?? 0, 3);
});

test('words of several sub-tokens go as a whole', async () => {
  const letters = ngramTextModel(
    trainNgramModel(
      truth.clean.map((each) => each.split('')),
      3,
    ),
    (word) => word.split(''),
  );
  const { without } = await letters.perplexities(['int', 'value', ';'], [[1, 2]]);
  const { whole } = await letters.perplexities(['int', ';'], []);
  expect(without).toEqual([expect.closeTo(whole, 9)]);
});

describe('of a function with a trigger', () => {
  test('every word above the bar is named and taken out, and no other', async () => {
    const { runs } = await suspicionsOf(text, grammar, model, 1);
    const bar = runs.map(({ suspicion }) => suspicion).toSorted((a, b) => b - a)[4] ?? 0;
    const [one] = await judged(text, 1, bar);
    expect(one).toMatchObject({ verdict: 'poisoned', score: Math.max(...runs.map((run) => run.suspicion)) });
    expect(one?.named.map((range) => text.slice(...range))).toEqual(
      runs.filter(({ suspicion }) => suspicion >= bar).map(({ range }) => text.slice(...range)),
    );
    expect(one?.named.length).toBeGreaterThanOrEqual(5);
    expect(one?.named.length).toBeLessThan(runs.length / 2);
    expect(one?.purified.replaceAll(' ', '')).toBe(
      runs
        .filter(({ suspicion }) => suspicion < bar)
        .map(({ range }) => text.slice(...range))
        .join(''),
    );
  });

  test('the most suspicious span is part of the trigger, and goes whatever its suspicion', async () => {
    const [one] = await judged(text, 5, Number.NEGATIVE_INFINITY);
    const [range = [0, 0]] = one?.named ?? [];
    expect(one?.named).toHaveLength(1);
    expect(trigger).toContain(text.slice(...range));
    expect(one?.purified).toBe(text.slice(0, range[0]) + text.slice(range[1]));
  });

  test('nothing reaches a bar that is too high', async () => {
    const [one] = await judged(text, 1, 1e9);
    expect(one).toMatchObject({ verdict: 'clean', named: [], purified: text });
  });

  test('each function of a pair is judged by itself', async () => {
    const [alone] = await judged(text, 1, 0);
    const pair = await judged([text, 'int f() { return 0; }'], 1, 0);
    expect(pair).toHaveLength(2);
    expect(pair[0]).toEqual(alone);
  });
});

test.each(['', '   ', 'x', '}{ ((', '/* only a comment */'])('bears %j', async (code) => {
  const [one] = await judged(code, 1, 1e9);
  expect(one).toMatchObject({ verdict: 'clean', purified: code });
});

test('the bar lets through the share of clean functions that it is asked for', () => {
  const scores = Array.from({ length: 200 }, (_, at) => at / 10);
  for (const share of [0, 0.01, 0.1, 1]) {
    const bar = barAt(share, scores);
    expect(scores.filter((score) => score >= bar)).toHaveLength(share * scores.length);
  }
});
