import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/lab/attack/seeded-random.ts';
import {
  activationClustering,
  whitenedPlane,
} from '../../../src/lab/baseline/representations/activation-clustering.ts';
import {
  outlierScores,
  spectralSignatures,
} from '../../../src/lab/baseline/representations/spectral-signatures.ts';
import { type Point, twoMeans } from '../../../src/lab/baseline/representations/two-means.ts';
import truth from '../../fixtures/baselines/representations.json' with { type: 'json' };

const rows = truth.rows.map((row) => Float32Array.from(row));
/** The same rows with each number many times: as many directions, but more numbers than rows. */
const wide = rows.map((row) => Float32Array.from({ length: 80 }, (_, at) => row[at % row.length] ?? 0));
const highest = (scores: readonly number[], count: number) =>
  [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, count);

describe('spectral signatures', () => {
  test.each([
    [1, truth.scores[1]],
    [2, truth.scores[2]],
    [3, truth.scores[3]],
  ])("of %i singular vectors score as numpy's do", (vectors, expected) => {
    for (const [at, score] of outlierScores(rows, vectors).entries()) {
      expect(score / (expected[at] ?? Number.NaN)).toBeCloseTo(1, 3);
    }
    for (const [at, score] of outlierScores(wide, vectors).entries()) {
      expect(score / (expected[at] ?? Number.NaN) / 10).toBeCloseTo(1, 3);
    }
  });

  test.each([
    [7 / 60, 1.5, 1, 10],
    [7 / 60, 1, 2, 7],
    [0.05, 2, 1, 6],
    [0, 1.5, 1, 0],
    [0.9, 1.5, 1, 60],
  ])('with a poison rate of %f and %f times that drop the top', (poisonRate, factor, vectors, count) => {
    const { dropped } = spectralSignatures({ poisonRate, factor, vectors }).sift(rows);
    const expected = vectors === 1 ? truth.scores[1] : truth.scores[2];
    expect(dropped).toHaveLength(count);
    expect(dropped).toEqual(highest(expected, count).sort((a, b) => a - b));
  });

  test.each([
    ['no rows', []],
    ['one row', rows.slice(0, 1)],
    ['equal rows', [rows[0], rows[0], rows[0]].map((row) => row ?? new Float32Array(8))],
  ])('bear %s', (_, some) => {
    expect([...outlierScores(some, 2)]).toEqual(some.map(() => 0));
  });

  test.each([
    ['no number', Float32Array.of(1, Number.NaN)],
    ['rows of several lengths', Float32Array.of(1)],
  ])('refuse %s', (_, row) => {
    expect(() => outlierScores([Float32Array.of(1, 2), row], 1)).toThrow(RangeError);
  });
});

describe('activation clustering', () => {
  test("sees the plane that scikit-learn's whitened PCA sees", () => {
    for (const [row, point] of whitenedPlane(rows).entries()) {
      for (const axis of [0, 1] as const) {
        expect(Math.abs(point[axis])).toBeCloseTo(truth.plane[row]?.[axis] ?? -1, 3);
      }
    }
  });

  test("drops the smaller of scikit-learn's clusters", () => {
    expect(truth.smaller).toEqual(expect.arrayContaining(truth.poisoned));
    expect(activationClustering.sift(rows).dropped).toEqual(truth.smaller);
  });

  test('drops nothing where all rows are equal', () => {
    const [row = new Float32Array(1)] = rows;
    expect(activationClustering.sift([row, row, row]).dropped).toEqual([]);
    expect(activationClustering.sift([]).dropped).toEqual([]);
  });
});

test('two means part what lies apart, however they start', () => {
  const points = Array.from({ length: 40 }, (_, at): Point => [at % 8 < 3 ? 9 : 0, at % 5]);
  for (let seed = 0; seed < 20; seed++) {
    const inSecond = twoMeans(points, seededRandom(seed));
    expect(new Set(inSecond).size).toBe(2);
    for (const [at, is] of inSecond.entries()) {
      expect(is === inSecond[0], String(at)).toBe(points[at]?.[0] === points[0]?.[0]);
    }
  }
});
