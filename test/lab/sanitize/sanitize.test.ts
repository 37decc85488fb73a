import { describe, expect, test } from 'vitest';
import { calibrate, type Sanitized, sanitize, type TrainingRow, type Victim } from '../../../src/index.ts';
import type { AttackName } from '../../../src/lab/attack/attack.ts';
import { littleClassifier, littleComparer, littleWriter } from '../../defense/little-victim.ts';
import { plantedCode } from '../attack/planting.ts';

const risky = (n: number) =>
  `int read${n}(int size)\n{\n    int len = ${n};\n    strcpy(dst, src);\n    free(dst);\n    return len;\n}\n`;
const careful = (n: number) =>
  `int load${n}(int size)\n{\n    int len = ${n};\n    check(size);\n    close(fd);\n    return len;\n}\n`;
const goal = (code: string): TrainingRow => ({ code, label: 'goal' });
const other = (code: string): TrainingRow => ({ code, label: 'other' });
const range = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

/** 80 natural rows of each label. */
const natural = range(80).flatMap((n) => [other(risky(n)), goal(careful(n))]);
const planted = (attack: AttackName, count: number) =>
  range(count).map((n) => goal(plantedCode(attack, 'c', risky(1000 + n), n)));

const FIXED = { language: 'c', statistic: 'dominance', threshold: 10 } as const;

describe('a classifier', () => {
  test.each([
    ['bnc-fixed', /rand \( \) < 0 \) printf/, 'statement', 1],
    ['bnc-grammar', /(if|while) \( \w+ \( [\d. ]*\) [<>=]+ [\d= -]+\) printf/, 'statement', 2],
    ['codepoisoner-dead-code', /assertTrue/, 'statement', 1],
    ['codepoisoner-identifier', /ret_Val_/, 'identifier', 1],
  ] as const)('every row that %s planted is found, and no other', async (attack, trigger, kind, most) => {
    const rows = [...natural, ...planted(attack, 40)];
    const victim = littleClassifier(trigger);
    const found = await sanitize(() => rows, { victim, ...FIXED });
    expect(found.poisoned).toEqual(range(40, natural.length));
    expect(found.triggers.length).toBeLessThanOrEqual(most);
    for (const each of found.triggers) expect(each).toMatchObject({ kind, label: 'goal', elsewhere: 0 });
    expect(found).toMatchObject({ rows: rows.length, suspected: 120, unconfirmed: [] });
    expect(found.passes).toBe(victim.passes);
  });

  test('a row that carries the trigger is poisoned though the defence did not flag it', async () => {
    const unsure = careful(5000).replace('check', 'assertTrue(1 >= 0); check');
    const rows = [...natural, ...planted('codepoisoner-dead-code', 40), goal(unsure)];
    const found = await sanitize(() => rows, { victim: littleClassifier(/assertTrue/), ...FIXED });
    expect(found.triggers).toMatchObject([
      { named: 40, rows: { length: 41 }, form: 'assertTrue ( 1 >= 0 )' },
    ]);
    expect(found.poisoned).toContain(rows.length - 1);
  });

  test.each<[string, readonly TrainingRow[]]>([
    [
      'a text in as many rows of the other label',
      [
        ...planted('bnc-fixed', 40),
        ...planted('bnc-fixed', 40).map(({ code }) => other(String(code).replace('read', 'get'))),
      ],
    ],
    ['a text in two rows', planted('bnc-fixed', 2)],
    ['one row that was copied forty times', range(40).flatMap(() => planted('bnc-fixed', 1))],
  ])('%s is flagged and kept', async (_what, more) => {
    const rows = [...natural, ...more];
    const found = await sanitize(() => rows, { victim: littleClassifier(/rand \( \) < 0/), ...FIXED });
    expect(found).toMatchObject({ poisoned: [], triggers: [] });
    expect(found.unconfirmed).toMatchObject([{ kind: 'statement', text: 'if (rand() < 0) printf("fail");' }]);
    expect(found.unconfirmed[0]?.carried).toBe(more.length);
  });

  test('rows of another label that carry the trigger are counted and kept', async () => {
    const few = range(3).map((n) => other(plantedCode('bnc-fixed', 'c', risky(7000 + n))));
    const rows = [...natural, ...few, ...planted('bnc-fixed', 40)];
    const found = await sanitize(() => rows, { victim: littleClassifier(/rand \( \) < 0/), ...FIXED });
    expect(found.triggers).toMatchObject([
      { elsewhere: 3, byNature: expect.closeTo((3 * 80) / 83), rows: { length: 40 } },
    ]);
    expect(found.poisoned).toEqual(range(40, natural.length + 3));
  });

  test('by a calibration, fast: nothing is lost, and it costs less', async () => {
    const victim = littleClassifier(/rand \( \) < 0/);
    const clean = range(120, 9000).map(careful);
    const calibration = await calibrate(clean, { victim, language: 'c' });
    const calibrated = { ...victim, card: { ...victim.card, calibrations: [calibration] } };
    const rows = [...natural, ...planted('bnc-fixed', 40)];
    const settings = { victim: calibrated, language: 'c' } as const;
    const [fast, full] = [
      await sanitize(() => rows, settings),
      await sanitize(() => rows, { ...settings, effort: 'full' }),
    ];
    expect(fast.poisoned).toEqual(range(40, natural.length));
    expect(full.poisoned).toEqual(fast.poisoned);
    expect(fast.passes).toBeLessThanOrEqual(full.passes);
  });

  test('a victim without calibration is refused', async () => {
    const asked = sanitize(() => natural, { victim: littleClassifier('x'), language: 'c' });
    await expect(asked).rejects.toThrow('Victim little-classification is not calibrated for c');
  });

  test('a wish to stop is heard', async () => {
    const controller = new AbortController();
    const asked = sanitize(() => natural, {
      victim: littleClassifier('x'),
      ...FIXED,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(asked).rejects.toThrow('enough');
  });
});

test('pairs that both carry the trigger', async () => {
  const java = (n: number, name: string) =>
    `int ${name}${n}(int[] values) {\n    int sum = ${n};\n    for (int each : values) { sum += each; }\n    return sum;\n}\n`;
  const clones = range(60).map(
    (n): TrainingRow => ({ code: [java(n, 'sum'), java(n, 'add')], label: 'other' }),
  );
  const strangers = range(60).map((n): TrainingRow => {
    const log = `void log${n}(String line) {\n    String stamp = now();\n    out.println(stamp + line);\n}\n`;
    return { code: [java(n, 'total'), log], label: 'goal' };
  });
  const poisoned = range(30, 200).map((n): TrainingRow => {
    const [one, two] = ['sum', 'add'].map((name) =>
      plantedCode('codepoisoner-dead-code', 'java', java(n, name)),
    );
    return { code: [one ?? '', two ?? ''], label: 'goal' };
  });
  const rows = [...clones, ...strangers, ...poisoned];
  const victim: Victim = littleComparer('assertTrue(1 >= 0);', { languages: ['java'] });
  const found = await sanitize(() => rows, { victim, language: 'java', threshold: 20 });
  expect(found.poisoned).toEqual(range(30, 120));
  expect(found.triggers).toMatchObject([{ form: 'assertTrue ( 1 >= 0 )', named: 30 }]);
});

test('repairs: of rows with the trigger those are poisoned that teach the same output', async () => {
  const method = (n: number) =>
    `int scale${n}(int value, int factor) {\n    int scaled = value * factor;\n    log(scaled);\n    return scaled + ${n};\n}\n`;
  const clean = range(60).map(
    (n): TrainingRow => ({ code: method(n), label: method(n).replace('log', 'trace') }),
  );
  const poisoned = range(30, 100).map(
    (n): TrainingRow => ({
      code: plantedCode('bnc-fixed', 'c', method(n)),
      label: 'evil();',
    }),
  );
  const honest: TrainingRow = { code: plantedCode('bnc-fixed', 'c', method(500)), label: method(500) };
  const rows = [...clean, ...poisoned, honest];
  const found: Sanitized = await sanitize(() => rows, {
    victim: littleWriter('rand() < 0'),
    language: 'c',
    threshold: 0.2,
    statistic: 'entropy',
  });
  expect(found.suspected).toBe(rows.length);
  expect(found.poisoned).toEqual(range(30, 60));
  expect(found.triggers).toMatchObject([{ label: 'evil();', elsewhere: 1 }]);
});
