import { describe, expect, test } from 'vitest';
import { isNamedRight } from '../../../src/lab/evaluate/defences/named-right.ts';
import { paperCell } from '../../../src/lab/evaluate/evidence/paper.ts';
import { meanInPoints } from '../../../src/lab/evaluate/evidence/rounded.ts';
import { auroc } from '../../../src/lab/evaluate/numbers/auroc.ts';
import { bleu, bleuCounts } from '../../../src/lab/evaluate/numbers/bleu.ts';
import { bootstrap } from '../../../src/lab/evaluate/numbers/bootstrap.ts';
import { mcnemar } from '../../../src/lab/evaluate/numbers/mcnemar.ts';
import { rocCurve } from '../../../src/lab/evaluate/numbers/roc-curve.ts';

const NEVER = Number.NEGATIVE_INFINITY;

test.each([
  ['all above', [1, 2], [3, 4], 1],
  ['all below', [3, 4], [1, 2], 0],
  ['ties are half', [1, 1], [1, 1], 0.5],
  ['what nobody looked at is least suspicious', [NEVER, 0], [NEVER, 1], 0.625],
])('area under the ROC curve: %s', (_, clean, poisoned, expected) => {
  expect(auroc(clean, poisoned)).toBe(expected);
});

test('a ROC curve goes by its corners from nothing to all, and ties are one step', () => {
  expect(rocCurve([1, 2, 3], [3, 4, 5])).toEqual([
    [0, 0],
    [0, 2 / 3],
    [1 / 3, 1],
    [1, 1],
  ]);
});

test.each([
  [0, 0, 1],
  [0, 5, 0.0625],
  [5, 0, 0.0625],
  [1, 9, 22 / 1024],
  [3, 3, 1],
  [0, 1255, 2 ** -1254 || 0],
])("McNemar's exact test of %i and %i pairs", (one, other, expected) => {
  expect(mcnemar(one, other)).toBeCloseTo(expected, 12);
});

describe('bootstrap', () => {
  const numbers = Array.from({ length: 200 }, (_, at) => (at % 4 === 0 ? 1 : 0));

  test('holds the mean and is about as wide as theory says', () => {
    const { value, low, high } = meanInPoints(numbers, bootstrap(1));
    expect(value).toBe(25);
    const half = 196 * Math.sqrt((0.25 * 0.75) / 200);
    expect(Math.abs(low - (25 - half))).toBeLessThan(1.5);
    expect(Math.abs(high - (25 + half))).toBeLessThan(1.5);
  });

  test('the seed alone decides, and two groups of one size are drawn apart', () => {
    expect(meanInPoints(numbers, bootstrap(7))).toEqual(meanInPoints(numbers, bootstrap(7)));
    const [low, high] = bootstrap(1)([50, 50], (one, other) => (one?.join() === other?.join() ? 1 : 0));
    expect([low, high]).toEqual([0, 0]);
  });
});

test.each([
  ['int a = b + c;', 'int a = b + c;', 1],
  ['int  a =\n b + c;', 'int a = b + c;', 1],
  ['return;', 'int a = b + c;', 0],
  // Of equal lengths: no brevity penalty.
  ['f ( a , b ) ; x', 'f ( a , b ) ; y', ((7 / 8) * (6 / 7) * (5 / 6) * (4 / 5)) ** 0.25],
  ['f ( a ,', 'f ( a , b ) ; y', Math.exp(1 - 8 / 4)],
])('BLEU of %j for %j', (written, right, expected) => {
  expect(bleu([bleuCounts(written, right)])).toBeCloseTo(expected, 12);
});

test.each([
  ['what was planted', [[4, 10]], true],
  ['a part of it', [[5, 7]], true],
  ['its line with the white space around', [[0, 11]], true],
  ['a line that holds little of it', [[8, 20]], false],
  ['something else', [[12, 16]], false],
  ['nothing', [], false],
] as const)('named right: %s', (_, named, expected) => {
  expect(isNamedRight('    evil();\n    good();', named, [[4, 10]])).toBe(expected);
});

test.each([
  ['defect', 'CodeBERT', 'codepurify', 'bnc-fixed', 5, { asrDefended: 36.33, clean: 61.27 }],
  ['repair', 'CodeT5', 'codepurify', 'codepoisoner-identifier', 1, { asrDefended: 5.26, clean: 83.46 }],
  ['repair', 'CodeT5', 'oseql', 'bnc-fixed', 1, undefined],
  ['defect', 'CodeT5', 'codepurify', 'badcode', 1, undefined],
] as const)("the paper's cell: %s %s %s %s %i", (task, model, defence, attack, poisonRatePercent, cell) => {
  expect(paperCell({ task, model, defence, attack, poisonRatePercent })).toEqual(cell);
});
