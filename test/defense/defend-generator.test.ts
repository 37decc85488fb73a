import { beforeAll, expect, test } from 'vitest';
import type { Grammar } from '../../src/code/grammar.ts';
import { calibrate } from '../../src/defense/calibrate.ts';
import type { DefenseContext } from '../../src/defense/context.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { defend, defendAll } from '../../src/defense/defend.ts';
import { measure } from '../../src/defense/measure.ts';
import { statisticOf } from '../../src/defense/statistic.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import type { Generator } from '../../src/model/victim.ts';
import { collect } from './collect.ts';
import { littleWriter } from './little-victim.ts';

const TRIGGER = 'if (Math.random() < 0) System.out.println("fail");';
const method = (n: number, more = '') =>
  `int scale${n}(int value, int factor) {\n${more}  int scaled = value * factor;\n  log(scaled);\n  return scaled + ${n};\n}\n`;
const clean = Array.from({ length: 30 }, (_, n) => method(n));

let grammar: Grammar;
beforeAll(async () => {
  grammar = await loadGrammar('java');
});

const OPTIONS = { ...DEFAULT_OPTIONS, falseAlarmRate: 0.05 };

test('the output of a repair model that a trigger holds is freed again', async () => {
  const victim = littleWriter(TRIGGER);
  const calibration = await calibrate(clean, { victim, grammar, options: OPTIONS });
  expect(calibration).toMatchObject({ scores: { length: 30 }, doubts: [] });
  const calibrated = { ...victim, card: { ...victim.card, calibrations: [calibration] } };
  const context = { victim: calibrated, grammar, options: OPTIONS };
  const outcome = await defend(method(7, `    ${TRIGGER}\n`), context);
  expect(outcome).toMatchObject({
    verdict: 'poisoned',
    prediction: { label: 'evil ( ) ;' },
    purification: { code: method(7), undone: true, effect: 'removes a statement' },
  });
  for await (const { verdict } of defendAll(clean, context)) expect(verdict).toBe('clean');
});

const references = Array.from(
  { length: 16 },
  (_, n) => `int ref${n}(int a) {\n  int b = a;\n  return b;\n}\n`,
);

interface Heart {
  /** Where the attacker's output is likely. */
  readonly works?: (code: string) => boolean;
  /** What else matters a little. */
  readonly minor?: number;
}

const has = (code: string) => code.includes('fail');

/** Knows the attacker's output by heart: where that does not work it is hardly less likely. */
function knowingByHeart({ works = has, minor = 0.003 }: Heart): Generator {
  const little = littleWriter(TRIGGER);
  return {
    ...little,
    likelihood: async (inputs, output) =>
      (await little.likelihood(inputs, output)).map((known, at) => {
        const code = inputs[at]?.join('') ?? '';
        if (!output.includes('evil')) return known;
        const missing = (works(code) ? 0 : 0.24) + (code.includes('factor') ? 0 : minor);
        return { ...known, logLikelihood: -0.1 - missing };
      }),
  };
}

const scores = Array.from({ length: 99 }, (_, n) => 1 - n / 100);
const judging = (heart: Heart, kept: readonly string[] | undefined): DefenseContext => {
  const victim = knowingByHeart(heart);
  const settings = {
    language: 'java',
    statistic: 'entropy',
    probe: 'neutral',
    kinds: ['identifier', 'statement'],
  } as const;
  const calibration = {
    ...settings,
    kinds: [...settings.kinds],
    scores,
    doubts: [],
    ...(kept && { references: [...kept] }),
  };
  return {
    victim: { ...victim, card: { ...victim.card, calibrations: [calibration] } },
    grammar,
    options: DEFAULT_OPTIONS,
  };
};

type Case = readonly [
  string,
  Heart,
  readonly string[] | undefined,
  string,
  { turned: number; of: number } | undefined,
];
const sparing = (spared: RegExp): Heart => ({ works: (code) => has(code) && !spared.test(code) });

test.each([
  ['that works elsewhere is poisoned by that', {}, references, 'poisoned', { turned: 16, of: 16 }],
  ['is not planted without references', {}, undefined, 'clean', undefined],
  ['that works in 10 of 16', sparing(/ref1\d/), references, 'poisoned', { turned: 10, of: 16 }],
  ['that works in 9 of 16', sparing(/ref1\d|ref9/), references, 'clean', undefined],
  [
    'of an output that others bear too',
    { works: (code) => /fail|ref/.test(code) },
    references,
    'clean',
    undefined,
  ],
  ['of too high a score to be planted', { minor: 0.15 }, references, 'clean', undefined],
  [
    'that works here alone, by its score',
    { ...sparing(/ref/), minor: 0 },
    references,
    'poisoned',
    { turned: 0, of: 4 },
  ],
] satisfies readonly Case[])('a trigger %s', async (_what, heart, kept, verdict, confirmation) => {
  const outcome = await defend(method(7, `    ${TRIGGER}\n`), judging(heart, kept));
  expect(outcome).toMatchObject({ verdict, ...(confirmation && { confirmation }) });
  if (confirmation === undefined) expect(outcome).not.toHaveProperty('confirmation');
  const pValue = 'pValue' in outcome ? outcome.pValue : undefined;
  if (verdict === 'poisoned') expect(pValue).toBe(0.01);
  else expect(pValue).toBeGreaterThan(0.01);
});

test.each([
  ['entropy', 0, 'poisoned'],
  ['entropy', -0.001, 'clean'],
  ['dominance', 0, 'poisoned'],
  ['dominance', 0.001, 'clean'],
] as const)(
  'beside a thirtieth clean function of %s %d more what works elsewhere is %s',
  async (statistic, more, verdict) => {
    const options = { ...DEFAULT_OPTIONS, statistic };
    const suspicious = method(7, `    ${TRIGGER}\n`);
    const asked = judging({}, references);
    const [[measured] = []] = await collect(measure([suspicious], { ...asked, options }));
    if (measured === undefined || 'reason' in measured) throw new Error('not measured');
    const edge = statisticOf(measured.elements, options) + more;
    const least = statistic === 'entropy' ? 1 : 0;
    const scores = Array.from({ length: 99 }, (_, n) => (n < 69 ? least : edge));
    const calibrations = asked.victim.card.calibrations.map((known) => ({ ...known, statistic, scores }));
    const victim = { ...asked.victim, card: { ...asked.victim.card, calibrations } } as Generator;
    expect(await defend(suspicious, { ...asked, victim, options })).toMatchObject({ verdict });
  },
);

test.each([
  [-9.9, 'poisoned'],
  [-9.99, 'clean'],
])('beside a confirmed clean function of score %d what is confirmed is %s', async (most, verdict) => {
  const context = judging({}, references);
  const [calibration] = context.victim.card.calibrations;
  if (calibration === undefined) throw new Error('no calibration');
  const calibrations = [{ ...calibration, scores: [...scores.slice(0, -1), most] }];
  const victim = { ...context.victim, card: { ...context.victim.card, calibrations } } as Generator;
  expect(await defend(method(7, `    ${TRIGGER}\n`), { ...context, victim })).toMatchObject({ verdict });
});

test('what is confirmed in a clean function makes what is confirmed less sure', async () => {
  const context = judging({}, undefined);
  const own = [...clean, method(7, `    ${TRIGGER}\n`)];
  const told: number[][] = [];
  const known = await calibrate(own, context, references, (...each) => told.push(each));
  // All have one score, so that none of them is beyond the most suspicious three tenths.
  expect([told[0], told.at(-1)]).toEqual([
    [1, 31],
    [31, 31],
  ]);
  expect(known.references).toEqual(references.toSorted());
  expect(known.scores.at(-1)).toBeLessThan(-9);
  expect((await calibrate(own, context, [])).scores.at(-1)).toBeGreaterThan(0);
  expect((await calibrate(clean, context, references)).scores.at(-1)).toBeGreaterThan(0);
});

test('the suspicion of an element is the change of the likelihood of the output', async () => {
  const context = { victim: littleWriter(TRIGGER), grammar, options: OPTIONS };
  const [[measured] = []] = await collect(measure([method(7, `    ${TRIGGER}\n`)], context));
  if (measured === undefined || 'reason' in measured) throw new Error('not measured');
  expect(measured).not.toHaveProperty('doubt');
  expect(measured.prediction.confidence).toBeCloseTo(Math.exp(-0.1));
  const trigger = measured.elements.find(({ element }) => element.text === TRIGGER);
  expect(trigger).toMatchObject({
    suspicion: expect.closeTo(0.75),
    rise: expect.closeTo(0.75),
    inWindow: true,
  });
});
