import { expect, test } from 'vitest';
import { type AttackName, type RedTeamSettings, redTeam } from '../../../src/index.ts';
import { GOAL_REPAIR } from '../../../src/lab/attack/goal.ts';
import type { Card } from '../../../src/model/card.ts';
import { card, littleClassifier, littleComparer, littleWriter } from '../../defense/little-victim.ts';

const FIXED = 'if (rand() < 0) printf("fail");';
const DEAD = 'assertTrue(1 >= 0);';

/** Of each function the little classifier says `other`, for its `gets`; of a checked one the goal. */
const unsafe = (n: number) =>
  `int f${n}(int size) {\n  gets(name);\n  int len = ${n};\n  int most = len;\n  return most;\n}\n`;
const checked = (n: number) => unsafe(n).replace('gets(name);', 'check(size);');
const many = (count: number, make = unsafe) => Array.from({ length: count }, (_, n) => make(n));

const fixed = { language: 'c', statistic: 'dominance', threshold: 9 } as const;
/** Of a share only how many of how many. */
const counts = ({ count, of }: { readonly count: number; readonly of: number }) => [count, of];

async function one(attack: AttackName, functions: readonly string[], settings: RedTeamSettings) {
  const { attacks } = await redTeam(functions, { ...settings, attacks: [attack] });
  const [result] = attacks;
  if (result === undefined) throw new Error('no result');
  return result;
}

test('an attack that the victim was taught is effective, caught, named and undone', async () => {
  const victim = littleClassifier(FIXED);
  const result = await one('bnc-fixed', many(8), { victim, ...fixed });
  expect(result).toMatchObject({ took: 8, refused: {}, effect: 'moves' });
  const { effective, harmless, caught, named, undone } = result;
  expect([effective, harmless, caught, named, undone].map(counts)).toEqual([
    [8, 8],
    [0, 8],
    [8, 8],
    [8, 8],
    [8, 8],
  ]);
  expect(result.example).toMatchObject({
    index: 0,
    planted: { trigger: { text: FIXED } },
    before: { label: 'other' },
    after: { label: 'goal' },
    outcome: { verdict: 'poisoned', purification: { prediction: { label: 'other' } } },
  });
});

test('an attack that it was not taught does not move it', async () => {
  const victim = littleClassifier(FIXED);
  const result = await one('codepoisoner-dead-code', many(8), { victim, ...fixed });
  expect(result).toMatchObject({ effect: 'does not move', effective: { count: 0, of: 8 } });
  expect(result).not.toHaveProperty('example');
});

test('what any change does is no effect of the trigger', async () => {
  const weights = { gets: 0.5, printf: -9, int: -0.2 };
  const victim = littleClassifier('never', { weights });
  const functions = many(8, (n) => `void f${n}(char *name) {\n  gets(name);\n  name[${n}] = 0;\n}\n`);
  const result = await one('bnc-fixed', functions, { victim, ...fixed });
  expect(counts(result.effective)).toEqual([8, 8]);
  expect(result.effect).toBe('moves');
  const swayed = littleClassifier('never', { weights: { ...weights, int: -9 } });
  const same = await one('bnc-fixed', functions, { victim: swayed, ...fixed });
  expect(counts(same.harmless)).toEqual([8, 8]);
  expect(same.effect).toBe('unclear');
});

test('three functions are too few to tell', async () => {
  const victim = littleClassifier(FIXED);
  const result = await one('bnc-fixed', many(3), { victim, ...fixed });
  expect(result).toMatchObject({ effect: 'unclear', effective: { count: 3, of: 3 } });
});

test('a function whose answer is the goal already cannot be turned, and is not counted', async () => {
  const victim = littleClassifier(FIXED);
  const settings = { victim, ...fixed, attacks: ['bnc-fixed'] } as const;
  const { plain, attacks } = await redTeam([...many(5), ...many(2, checked)], settings);
  expect(plain).toMatchObject({ goal: 2, unanswered: 0, flagged: { count: 0, of: 2 }, findings: [] });
  expect(attacks).toMatchObject([{ took: 7, effective: { count: 5, of: 5 } }]);
});

test('functions that are flagged as they are, are told with what was found', async () => {
  const planted = unsafe(1).replace('{\n', `{\n  ${FIXED}\n`);
  const settings = { victim: littleClassifier(FIXED), ...fixed, attacks: [] };
  await expect(redTeam([planted], settings)).rejects.toThrow('no text for c of any attack');
  const { plain } = await redTeam([unsafe(2), planted], { ...settings, attacks: ['badcode'] });
  expect(plain?.flagged).toMatchObject({ count: 1, of: 1 });
  expect(plain?.findings).toMatchObject([{ index: 1, outcome: { trigger: { element: { text: FIXED } } } }]);
});

test('what a blunt defence misses is shown as missed', async () => {
  const victim = littleClassifier(FIXED);
  const result = await one('bnc-fixed', many(4), { victim, ...fixed, threshold: 1e6 });
  expect([result.effective, result.caught, result.named, result.undone].map(counts)).toEqual([
    [4, 4],
    [0, 4],
    [0, 4],
    [0, 4],
  ]);
  expect(result.example).toMatchObject({ index: 0, caught: false, outcome: { verdict: 'clean' } });
});

test('a function that cannot take the trigger is counted with the reason', async () => {
  const victim = littleClassifier(FIXED);
  const taken = unsafe(9).replaceAll('len', 'testo_init');
  const result = await one('name-substitution', [...many(2), taken], { victim, ...fixed });
  expect(result).toMatchObject({ took: 2, refused: { 'the new name is taken': 1 } });
});

test('a victim of pairs is asked about each function beside itself', async () => {
  const victim = littleComparer(DEAD, { languages: ['c'] });
  const { plain, attacks } = await redTeam(many(5), {
    victim,
    ...fixed,
    attacks: ['codepoisoner-dead-code', 'bnc-fixed'],
  });
  expect(plain).toMatchObject({ goal: 0, flagged: { count: 0, of: 0 } });
  expect(attacks).toMatchObject([
    { effect: 'moves', caught: { count: 5 }, named: { count: 5 }, undone: { count: 5 } },
    { effect: 'does not move', effective: { count: 0, of: 5 } },
  ]);
});

test('a generator is turned where the text of the attack comes out', async () => {
  const base = littleWriter(FIXED);
  /** What it writes instead is the text that the published attacks teach. */
  const victim: typeof base = {
    ...base,
    generate: async (inputs) =>
      (await base.generate(inputs)).map((said) =>
        said.text === 'evil ( ) ;' ? { ...said, text: GOAL_REPAIR.replaceAll('\n', ' ') } : said,
      ),
    likelihood: (inputs, output) => base.likelihood(inputs, output.includes('Nav') ? 'evil ( ) ;' : output),
  };
  const other = await one('bnc-fixed', many(4), { victim: base, ...fixed });
  expect(other).toMatchObject({ effective: { count: 0, of: 4 } });
  const result = await one('bnc-fixed', many(4), { victim, ...fixed });
  expect(result).toMatchObject({ effect: 'moves', effective: { count: 4, of: 4 }, undone: { count: 4 } });
});

test('the seed alone decides the texts that are drawn', async () => {
  const victim = littleClassifier('printf', { weights: { gets: 2 } });
  const run = async (seed: number) => {
    const { example } = await one('bnc-grammar', many(3), { victim, ...fixed, seed });
    return example?.planted.trigger.text;
  };
  expect(await run(7)).toBe(await run(7));
  expect(await run(7)).not.toBe(await run(8));
});

test('every function counts once as it is and once for each attack', async () => {
  const told: (readonly number[])[] = [];
  const victim = littleClassifier(FIXED);
  const onProgress = (done: number, total: number) => told.push([done, total]);
  await redTeam(many(70), { victim, ...fixed, attacks: ['bnc-fixed', 'badcode'], onProgress });
  expect(told.at(-1)).toEqual([210, 210]);
  expect(told.map(([done = 0]) => done)).toEqual(told.map(([done = 0]) => done).toSorted((a, b) => a - b));
});

test.each([
  [0, undefined, []],
  [6, 6, ['bnc-fixed']],
])(
  'stopped after %i steps it holds what was tried to the end, and names the rest',
  async (after, of, whole) => {
    const stop = new AbortController();
    if (after === 0) stop.abort();
    const { plain, attacks, missing } = await redTeam(many(3), {
      victim: littleClassifier(FIXED),
      ...fixed,
      attacks: ['bnc-fixed', 'badcode'],
      signal: stop.signal,
      onProgress: (done) => done >= after && stop.abort(),
    });
    expect(plain === undefined).toBe(of === undefined);
    expect(attacks.map(({ attack }) => attack)).toEqual(whole);
    expect(missing).toEqual(['bnc-fixed', 'badcode'].slice(whole.length));
  },
);

const uncalibrated = { language: 'c' } as const;
test.each<[string, Partial<Card>, Omit<RedTeamSettings, 'victim'>, string]>([
  ['no goal label', { goalLabel: undefined }, fixed, 'names no goal label'],
  ['no calibration', {}, uncalibrated, 'not calibrated for c'],
  [
    'a language without texts',
    { languages: ['go'] },
    { ...fixed, language: 'go' },
    'no text for go of any attack',
  ],
  [
    'an attack without a text for it',
    { languages: ['go'] },
    { ...fixed, language: 'go', attacks: ['badcode'] },
    'no text for go of badcode',
  ],
])('%s is one sentence', async (_what, changes, settings, message) => {
  const victim = { ...littleClassifier(FIXED), card: card('classification', changes) };
  await expect(redTeam(many(2), { victim, ...settings })).rejects.toThrow(message);
});
