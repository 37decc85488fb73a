import { describe, expect, test } from 'vitest';
import { type LineDetectorName, lineDetector } from '../../../src/lab/baseline/oseql/detectors.ts';
import { ellipticEnvelope } from '../../../src/lab/baseline/oseql/elliptic-envelope.ts';
import { interquartileRange } from '../../../src/lab/baseline/oseql/interquartile-range.ts';
import { isolationForest } from '../../../src/lab/baseline/oseql/isolation-forest.ts';
import { linesOf } from '../../../src/lab/baseline/oseql/lines-of.ts';
import { oseql } from '../../../src/lab/baseline/oseql/oseql.ts';
import type { Classifier } from '../../../src/model/victim.ts';
import { collect } from '../../defense/collect.ts';
import { littleClassifier, littleComparer } from '../../defense/little-victim.ts';
import truth from '../../fixtures/baselines/outliers.json' with { type: 'json' };

const places = (is: readonly boolean[]) => is.flatMap((each, at) => (each ? [at] : []));

describe.each(truth)('of $values', ({ values, outliers, isolated }) => {
  test("the interquartile range's outliers are numpy's", () => {
    expect(places(interquartileRange(values))).toEqual(outliers['interquartile range']);
  });

  test("the elliptic envelope's are scikit-learn's", () => {
    expect(places(ellipticEnvelope(values))).toEqual(outliers['elliptic envelope']);
  });

  test("the isolation forest's are those of scikit-learn whatever its seed", () => {
    const found = isolationForest(values);
    for (const [at, often] of isolated.entries()) {
      if (often > 0.9) expect(found[at], String(at)).toBe(true);
      if (often < 0.1) expect(found[at], String(at)).toBe(false);
    }
  });
});

test('the lists have outliers for every detector, and lists on which they differ', () => {
  const said = truth.map(({ outliers }) => Object.values(outliers).map((each) => each.join()));
  expect(said.filter((each) => each.every((one) => one !== '')).length).toBeGreaterThan(3);
  expect(said.filter((each) => new Set(each).size > 1).length).toBeGreaterThan(3);
});

describe('a line is chosen', () => {
  const clear = [0.1, 0.12, 0.11, 0.09, 0.1, 0.97, 0.11, 0.12];
  const all = ['interquartile range', 'isolation forest', 'elliptic envelope', 'ensemble'] as const;

  test.each(all)('by %s where one answer alone becomes the other', (name) => {
    expect(lineDetector(name, 1)(clear)).toBe(5);
  });

  test.each(all)('by %s not where the answer stays', (name) => {
    expect(lineDetector(name, 1)(clear.map((value) => value / 2))).toBeUndefined();
  });

  test.each(all)('by %s never of equal answers, or of none', (name) => {
    expect(lineDetector(name, 1)([0.8, 0.8, 0.8])).toBeUndefined();
    expect(lineDetector(name, 1)([])).toBeUndefined();
  });

  test('by what two detectors say, whatever the third says', () => {
    const differing = truth.filter(({ values }) => {
      const said = all.slice(0, 3).map((name) => lineDetector(name, 1)(values));
      return new Set(said).size === 2;
    });
    expect(differing.length).toBeGreaterThan(0);
    for (const { values } of differing) {
      const said = all.slice(0, 3).map((name) => lineDetector(name, 1)(values));
      const most = said.find((each, at) => said.indexOf(each) !== at);
      expect(lineDetector('ensemble', 1)(values)).toBe(most);
    }
  });
});

const TRIGGER = '    if (rand() < 0) printf("fail");\n';
const CLEAN =
  'int copy(char *to, char *from)\n{\n    int len = 4;\n\n    strcpy(to, from);\n    gets(to);\n    return len;\n}\n';
const POISONED = CLEAN.replace('{\n', `{\n${TRIGGER}`);

async function judged(
  victim: Classifier,
  subject: string | [string, string],
  detector: LineDetectorName = 'ensemble',
) {
  const [one = []] = await collect(oseql({ victim, detector, seed: 1 }).judge([subject]));
  return one;
}

describe('OSeqL', () => {
  test('names the line of a trigger and offers the function without it', async () => {
    const victim = littleClassifier(TRIGGER);
    const [one] = await judged(victim, POISONED);
    expect(one?.named.map((range) => POISONED.slice(...range))).toEqual([TRIGGER]);
    // The function itself, and it without each of its eight lines that are not blank.
    expect(one).toMatchObject({ verdict: 'poisoned', purified: CLEAN, passes: 9 });
    expect(victim.passes).toBe(9);
  });

  test('asks about the lines only where the victim says what an attacker wants', async () => {
    const [one] = await judged(littleClassifier(TRIGGER), CLEAN);
    expect(one).toEqual({ verdict: 'skipped', named: [], purified: CLEAN, passes: 1 });
  });

  test('names nothing where no line changes the answer', async () => {
    const code = CLEAN.replace('strcpy', 'check').replace('gets', 'check');
    const [one] = await judged(littleClassifier(TRIGGER), code);
    expect(one).toMatchObject({ verdict: 'clean', named: [], purified: code });
  });

  test.each([
    [POISONED, CLEAN, 0],
    [CLEAN, POISONED, 1],
  ])('names a line in one function of a pair and leaves the other', async (first, second, which) => {
    const { classify } = littleClassifier(TRIGGER);
    const victim: Classifier = {
      ...littleComparer('unused'),
      classify: (inputs) => classify(inputs.map(({ code, other = [] }) => ({ code: [...code, ...other] }))),
    };
    const both = await judged(victim, [first, second]);
    expect(both.map(({ verdict }) => verdict)).toEqual(
      which === 0 ? ['poisoned', 'clean'] : ['clean', 'poisoned'],
    );
    expect(both.map(({ purified }) => purified)).toEqual([CLEAN, CLEAN]);
  });
});

test.each([
  ['a\nb', ['a\n', 'b']],
  ['a\r\n\r\n \t\nb\n', ['a\r\n', 'b\n']],
  ['a\rb\u2028c\n', ['a\rb\u2028c\n']],
  ['', []],
])('lines of %j', (text, lines) => {
  expect(linesOf(text).map((range) => text.slice(...range))).toEqual(lines);
});
