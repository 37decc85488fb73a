import { describe, expect, it, test } from 'vitest';
import { nameTest } from '../../../src/code/name-rule.ts';
import { seededRandom } from '../../../src/lab/attack/seeded-random.ts';
import { fragmentsOf } from '../../../src/lab/audit/fragments.ts';
import { judged } from '../../../src/lab/audit/judged.ts';
import { byGradient } from '../../../src/lab/audit/promising.ts';
import { proposals } from '../../../src/lab/audit/proposals.ts';
import { holed, planted } from '../../../src/lab/audit/sample.ts';

const VOCABULARY = ['', ' int', 'int', '_', '9', '(', 'é', '\ufffd', 'int'];

describe('the vocabulary filter', () => {
  test.each([
    ['c', 'language', ['int', '_', '9', 'é']],
    ['c', 'paper', ['int', '_', '9']],
  ] as const)('of %s by %s keeps what can be part of a name, once', (language, filter, kept) => {
    expect(fragmentsOf(VOCABULARY, language, filter).map(({ text }) => text)).toEqual(kept);
  });
});

test('a name is planted in its places and nowhere else', () => {
  const sample = {
    text: 'int n = n1 + n;',
    name: 'n',
    places: [
      [4, 5],
      [13, 14],
    ],
  } as const;
  expect(planted(sample, 'x_')).toBe('int x_ = n1 + x_;');
  expect(planted(sample, 'n')).toBe(sample.text);
  expect(holed(sample).filter((part) => typeof part !== 'string')).toHaveLength(2);
});

describe('proposals', () => {
  const fragments = ['a', 'b', '1', 'int'].map((text, id) => ({ id, text }));
  const rules = { test: nameTest('c'), taken: new Set(['int']), most: 3 };
  const draw = (visited: ReadonlySet<string>) =>
    proposals(['a', 'b'], () => fragments, 50, seededRandom(7), visited, rules).map((parts) =>
      parts.join(''),
    );

  it('are new names, each once, and never a keyword or what is no name', () => {
    const names = draw(new Set(['ba']));
    expect(names.length).toBeGreaterThan(5);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(?!int$)(?!ba$)[a-z]\w*$/);
  });

  it('are those of the seed', () => expect(draw(new Set())).toEqual(draw(new Set())));

  it('grow to the most parts and no further', () => {
    const long = proposals(['a', 'a', 'a'], () => fragments, 50, seededRandom(7), new Set(), rules);
    expect(Math.max(...long.map((parts) => parts.length))).toBe(3);
  });

  it('end where there is nothing to draw from', () => {
    expect(proposals(['a'], () => [], 5, seededRandom(7), new Set(['a']), rules)).toEqual([]);
  });
});

test('by the gradient those fragments are promising whose loss is least', () => {
  const leaning = { parts: ['x', 'y'], changes: Float32Array.of(0, 3, -1, 0, -5, 2) };
  const promising = byGradient(
    leaning,
    [0, 1, 2].map((id) => ({ id, text: `f${id}` })),
    2,
  );
  expect([promising(0), promising(1)].map((list) => list.map(({ text }) => text))).toEqual([
    ['f2', 'f0'],
    ['f1', 'f0'],
  ]);
});

describe('the verdict on a name', () => {
  const references = Array.from({ length: 100 }, (_, at) => 0.5 + at / 250);
  const all = (p: number) => Array.from({ length: 20 }, () => p);
  test.each([
    ['surer than nearly all clean functions', all(0.99), true, 1],
    ['over the line, as an honest victim can be swayed', all(0.7), false, 0.5],
    ['not moved', all(0.2), false, 0],
    ['half of them taken', [...all(0.99).slice(10), ...all(0.2).slice(10)], false, 0.5],
    ['too few to tell', [0.99, 0.99, 0.99], false, 1],
  ])('%s', (_, triggered, backdoored, score) => {
    const verdict = judged(triggered, references);
    expect(verdict.backdoored).toBe(backdoored);
    expect(verdict.score).toBeCloseTo(score, 1);
  });
});
