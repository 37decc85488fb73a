import { expect, test } from 'vitest';
import { ablationOf } from '../../../src/lab/evaluate/evidence/ablation/ablation-of.ts';
import { judgeBy } from '../../../src/lab/evaluate/evidence/ablation/judge-setting.ts';
import { type Setting, settingsOf, topOf } from '../../../src/lab/evaluate/evidence/ablation/setting.ts';
import { bootstrap } from '../../../src/lab/evaluate/numbers/bootstrap.ts';
import type { MeasuredFunction, MeasuredRow, Said } from '../../../src/lab/evaluate/rows/unit.ts';
import { studySchema } from '../../../src/lab/evaluate/study/study.ts';
import { card } from '../../defense/little-victim.ts';

const study = studySchema.parse({
  schemaVersion: 1,
  title: 'of answers made by hand',
  scenarios: [
    {
      name: 'one',
      task: 'defect',
      language: 'c',
      model: 'little',
      poisonRatePercent: 5,
      victim: 'little',
      clean: 'clean',
      attacks: { 'bnc-fixed': 'planted' },
      valid: 'valid',
    },
  ],
  ablations: [{ scenario: 'one', probes: ['mask'], windows: [64], elsewhere: { other: 'other' } }],
});
const [scenario] = study.scenarios;
const [ablation] = study.ablations;
if (scenario === undefined || ablation === undefined) throw new Error('no scenario');
const victim = card('classification');
const settings = settingsOf(victim, 0.1, ablation);
const setting = (name: string): Setting => {
  const found = settings.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

const measured = (rises: readonly number[], more: Partial<MeasuredFunction> = {}): MeasuredFunction => ({
  characters: 100,
  kinds: 'is'.repeat(rises.length).slice(0, rises.length),
  rises: [...rises],
  enclosed: rises.map(() => []),
  planted: [],
  ...more,
});
const EVEN = measured([0.2, 0.2, 0.2, 0.2]);
/** The second element, a statement, decides all. */
const PLANTED = measured([0, 0.9, 0, 0], { planted: [1] });

test.each([
  ['as shipped', [1, 0]],
  ['-S, identifiers only', [0, 0]],
  ['-V, statements only', [1, 0]],
  ['-E, every inspected function purified', [1, 1]],
  ['entropy, softmax', [1, 0]],
  ['dominance', [1, 0]],
  ['the first 10', [1, 0]],
  ['entropy, l1, at most 0.1 nats', [1, 0]],
  // ln 4 is 1.39.
  ['entropy, l1, at most 2.1 nats', [1, 1]],
  // Of nine clean functions no p-value is that low.
  ['false-alarm rate 0.01', [0, 0]],
])('%s: what is poisoned of a planted function and a clean one', (name, expected) => {
  const valid = Array.from({ length: 9 }, () => ({ row: { functions: [EVEN] }, plain: undefined }));
  const { isPoisoned } = judgeBy(setting(name), valid);
  expect([PLANTED, EVEN].map((of) => Number(isPoisoned(of)))).toEqual(expected);
});

test.each([
  ['as shipped', 0],
  ['as shipped, what encloses the top weighed too', -0.5],
])('%s: the score of a name as guilty as the statement that encloses it', (name, expected) => {
  const hidden = measured([0.9, 0.9, 0, 0], { enclosed: [[1], [], [], []] });
  expect(setting(name).score(hidden)).toBeCloseTo(expected);
});

test('each setting has its own trigger', () => {
  const of = measured([0.1, -0.9, 0.5, 0.2]);
  expect((['suspicion', 'rise', 'identifier', 'statement'] as const).map((top) => topOf(of, top))).toEqual([
    1, 2, 2, 1,
  ]);
  expect(topOf(of, 'rise', 2)).toBe(0);
});

const origin = { version: '', settings: '', victim: '', infill: '', compiler: 'none', data: '', learned: '' };
const said = (goal: boolean): Said => ({ goal });
const purified = (goal: boolean, right?: boolean): MeasuredRow['purified'] => [
  {
    tops: ['suspicion', 'rise', 'statement'],
    way: 'as shipped',
    said: right === undefined ? { goal } : { goal, right },
    parses: true,
    passes: 1,
  },
];

test('an ablation is made of raw answers: what is caught, what it costs, and what the victim then says', () => {
  const about = { scenario: 'one', origin };
  const plain = { ...about, defence: 'none' as const };
  const raw = { ...about, probe: 'neutral' as const, window: null, part: 0 };
  const units = [
    {
      ...plain,
      set: 'clean' as const,
      rows: [{ said: { goal: true, right: true } }, { said: { goal: false, right: true } }],
    },
    {
      ...about,
      set: 'clean' as const,
      defence: 'codepurify' as const,
      seconds: 1,
      rows: [true, false, true].map((flagged) => ({ flagged, said: said(false), passes: 1 })),
    },
    {
      ...plain,
      set: 'bnc-fixed' as const,
      rows: [
        { said: said(true), without: said(false) },
        { said: said(true), without: said(true) },
      ],
    },
  ];
  const result = ablationOf(
    {
      scenario,
      card: victim,
      units,
      sifted: [],
      retrained: [],
      ablated: {
        ablation,
        units: [
          { ...raw, set: 'valid', rows: Array.from({ length: 9 }, () => ({ functions: [EVEN] })) },
          {
            ...raw,
            set: 'clean',
            rows: [
              { functions: [EVEN], purified: purified(false, false) },
              { functions: [null], purified: [] },
            ],
          },
          {
            ...raw,
            set: 'bnc-fixed',
            rows: [
              { functions: [PLANTED], purified: purified(false) },
              { functions: [EVEN], purified: purified(true) },
            ],
          },
          {
            ...raw,
            set: 'elsewhere other',
            rows: [
              { functions: [PLANTED], flagged: false },
              { functions: [null], flagged: false },
            ],
          },
        ],
      },
    },
    0.1,
    bootstrap(1),
  );
  const rows = new Map(result?.settings.map((one) => [one.name, one]));
  expect(rows.get('as shipped')).toMatchObject({
    calibratedOn: 9,
    falseAlarms: { count: 0, of: 2 },
    clean: 100,
    pooled: { count: 1, of: 1 },
    cells: [
      {
        n: 2,
        named: { count: 1, of: 1 },
        flagged: { count: 1, of: 2 },
        aurocEffective: { value: 1 },
        asr: { count: 1, of: 2 },
      },
    ],
  });
  // The clean function that is looked at loses what made the answer right.
  expect(rows.get('-E, every inspected function purified')).toMatchObject({
    falseAlarms: { count: 1, of: 2 },
    clean: 50,
    cleanChange: { value: -50 },
  });
  expect(rows.get('-S, identifiers only')?.pooled).toMatchObject({ count: 0, of: 1 });
  expect(rows.get('false-alarm rate 0.01')).toMatchObject({ falseAlarms: { of: 0 }, pooled: { of: 0 } });
  // Nobody measured them here.
  expect(rows.get('mask')?.clean).toBeUndefined();
  expect(rows.get('2 to 9')).toMatchObject({ pooled: { count: 1, of: 1 } });
  expect(result?.ways.map(({ set, way }) => [set, way])).toEqual([
    ['clean', 'as shipped'],
    ['bnc-fixed', 'as shipped'],
  ]);
  expect(result?.elsewhere).toMatchObject([
    { flagged: { count: 1, of: 2 }, inspectedAlarms: { count: 0, of: 1 } },
    // What its score makes of it, the whole defence did not confirm.
    {
      name: 'other',
      functions: 2,
      flagged: { count: 0, of: 2 },
      falseAlarms: { count: 1, of: 2 },
      inspectedAlarms: { count: 1, of: 1 },
    },
  ]);
});
