import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunked } from '../../src/model/onnx/ask-all.ts';
import { bestProducts, type Choice } from '../../src/model/onnx/best-products.ts';
import { cut } from '../../src/model/onnx/cut.ts';
import { shares } from '../../src/model/onnx/encode-input.ts';
import { guessFollowing } from '../../src/model/onnx/guess-following.ts';
import { softmax } from '../../src/model/onnx/log-softmax.ts';
import { shareThreads } from '../../src/model/onnx/share-threads.ts';

describe('cut', () => {
  it.each([
    ['short', 10, 'short'],
    ['one two three', 9, 'one two'],
    ['one two   ', 8, 'one two'],
    ['endlessword', 6, 'endles'],
    ['ab😀cd', 3, 'ab'],
    ['x', 0, ''],
  ])('of %j at %d is %j', (text, limit, head) => {
    expect(cut(text, limit)).toBe(head);
  });
});

describe('bestProducts', () => {
  const places = fc.array(
    fc.array(fc.double({ min: -9, max: 0, noNaN: true }), { minLength: 1, maxLength: 4 }),
    { minLength: 1, maxLength: 4 },
  );
  const sum = (picks: readonly Choice[]) =>
    picks.reduce((total, { logProbability }) => total + logProbability, 0);

  it('gives every way once, the likeliest first', () => {
    fc.assert(
      fc.property(places, (values) => {
        const choices = values.map((list) =>
          list.toSorted((a, b) => b - a).map((logProbability, id) => ({ id, logProbability })),
        );
        const all = [...bestProducts(choices)];
        expect(new Set(all.map((picks) => picks.map(({ id }) => id).join())).size).toBe(all.length);
        expect(all.length).toBe(choices.reduce((product, { length }) => product * length, 1));
        const sums = all.map(sum);
        for (const [at, value] of sums.entries())
          expect(value).toBeLessThanOrEqual((sums[at - 1] ?? 0) + 1e-9);
      }),
    );
  });

  it('gives nothing where a place has no choice', () => {
    expect([...bestProducts([[{ id: 1, logProbability: -1 }], []])]).toEqual([]);
  });
});

describe('shares', () => {
  it.each([
    [3, 4, 10, [3, 4]],
    [2, 90, 10, [2, 8]],
    [90, 2, 10, [8, 2]],
    [90, 80, 10, [5, 5]],
    [80, 90, 11, [5, 6]],
    [90, 80, 11, [6, 5]],
    [6, 6, 10, [5, 5]],
  ])('of %d and %d tokens in a room of %d are %j', (first, second, room, wanted) => {
    expect(shares(first, second, room)).toEqual(wanted);
  });
});

describe('guessFollowing', () => {
  const source = Int32Array.of(0, 5, 6, 7, 5, 6, 8, 2);
  it.each([
    ['at the start, the source', [0], 12, [5, 6, 7, 5, 6, 8, 2]],
    ['what follows the last two tokens, where they stood last', [0, 5, 6], 12, [8, 2]],
    ['no more than there is room for', [0], 2, [5, 6]],
    ['nothing where they stood nowhere', [0, 9, 9], 12, []],
    ['nothing where there is no room', [0], 0, []],
  ])('guesses %s', (_, written, room, guess) => {
    expect([...guessFollowing(written, source, room)]).toEqual(guess);
  });
});

describe('shareThreads', () => {
  it.each([
    [2, 15e6, { workers: 2, threads: 1 }],
    [1, 15e6, { workers: 1, threads: 1 }],
    [2, 500e6, { workers: 1, threads: 2 }],
    [16, 15e6, { workers: 8, threads: 2 }],
    [4, 0, { workers: 4, threads: 1 }],
  ])('gives %d cores and a model of %d bytes %j', (cores, bytes, share) => {
    expect(shareThreads(cores, bytes)).toEqual(share);
  });
});

describe('chunked', () => {
  it('keeps all in order, and every chunk light or single', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.integer({ min: 1, max: 12 }), (list, most) => {
        const chunks = chunked(list, (n) => n, most);
        expect(chunks.flat()).toEqual(list);
        for (const chunk of chunks) {
          expect(chunk.length === 1 || chunk.reduce((a, b) => a + b, 0) <= most).toBe(true);
        }
      }),
    );
  });
});

describe('softmax', () => {
  it('bears any size of logits', () => {
    expect(softmax(Float32Array.of(1000, -1000))).toEqual([1, 0]);
    expect(softmax(Float32Array.of(-1e30, -1e30))).toEqual([0.5, 0.5]);
  });
});
