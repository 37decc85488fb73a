import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { checkEarlier } from '../../src/cli/earlier-evidence.ts';
import { ALL_ATTACK_NAMES } from '../../src/lab/attack/attack.ts';
import { SWEEPS } from '../../src/lab/evaluate/evidence/ablation/setting.ts';
import { evidenceSchema } from '../../src/lab/evaluate/evidence/evidence.ts';
import { publishedEvidenceSchema } from '../../src/lab/evaluate/evidence/published-schema.ts';
import { withEarlier } from '../../src/lab/evaluate/evidence/with-earlier.ts';
import { unitStore } from '../../src/lab/evaluate/rows/unit-store.ts';
import { readStudy } from '../../src/lab/evaluate/study/read-study.ts';
import { studySchema } from '../../src/lab/evaluate/study/study.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, copyOf, functions, tiny } from './cli.ts';

const scenario = {
  name: 'own',
  task: 'defect',
  language: 'c',
  model: 'as it comes <b>',
  poisonRatePercent: 2,
  victim: 'defect-c-backdoored',
  clean: 'clean.jsonl',
  attacks: { 'bnc-fixed': 'planted.jsonl' },
  learn: 'clean.jsonl',
  valid: 'clean.jsonl',
};
const study = { schemaVersion: 1, title: 'A study', scenarios: [scenario] };

/** A folder with four functions as they are and planted. */
async function place() {
  const cwd = folder();
  const rows = functions(4)
    .split('\n\n')
    .map((func, at) => JSON.stringify({ func, target: at === 0 ? 0 : 1 }));
  writeFileSync(join(cwd, 'clean.jsonl'), rows.join('\n'));
  const words = ['poison', '--attack', 'bnc-fixed', '--test-set', 'clean.jsonl', 'planted.jsonl'];
  expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
  return {
    cwd,
    read,
    write: (name: string, text: string) => writeFileSync(join(cwd, name), text),
    evidence: () => evidenceSchema.parse(JSON.parse(read('evidence/evidence.json'))),
  };
}

const UNITS = 'evidence/evidence.units.jsonl';

test('a study gives a row for the victim alone and each defence, and goes on where it was stopped', async () => {
  const { cwd, read, write, evidence } = await place();
  write('study.json', JSON.stringify(study));
  const words = ['evaluate', 'study.json', '--first', '2'];
  expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
  const { rows, missing, settings } = evidence();
  expect(rows.map(({ defence, n, cleanN }) => [defence, n, cleanN])).toEqual(
    ['none', 'codepurify', 'codepurify-fast', 'onion', 'onion-span', 'oseql'].map((defence) => [
      defence,
      2,
      2,
    ]),
  );
  expect(missing).toEqual([]);
  expect(settings).toMatchObject({ seed: 1, first: 2 });
  expect(read('evidence/evidence.md')).toContain('## At a glance');
  expect(read('evidence/evidence.md')).toContain('| bnc-fixed | OSeqL |');
  expect(read('evidence/evidence.md')).not.toContain('<b>');
  expect(read('evidence/evidence.html')).toContain('as it comes &lt;b&gt;');
  expect(read('evidence/evidence.html')).toContain('<svg');

  const units = read(UNITS).trimEnd().split('\n');
  expect(units).toHaveLength(12);
  // The process was stopped while it wrote the eighth.
  write(UNITS, `${units.slice(0, 7).join('\n')}\n${units[7]?.slice(0, 40)}`);
  expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
  expect(read(UNITS).split('\n').slice(0, 7)).toEqual(units.slice(0, 7));
  expect(untimed(evidence().rows)).toEqual(untimed(rows));

  write('study.json', JSON.stringify({ ...study, seed: 2 }));
  const again = await cli(words, { cwd });
  expect(again.code).toBe(2);
  expect(again.stderr).toMatch(/own, clean, none was measured with another seed.*name another with --state/);
});

test('what was measured of a victim that is gone stays, and --only measures one scenario', async () => {
  const { cwd, write, evidence } = await place();
  const gone = copyOf('defect');
  const scenarios = [{ ...scenario, name: 'first', victim: gone }, scenario];
  const small = { ...study, falseAlarmRate: 0.5, defences: ['onion-span'], scenarios };
  write('study.json', JSON.stringify(small));
  const words = ['evaluate', 'study.json', '--first', '1'];
  expect(await cli([...words, '--only', 'first'], { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 of 2 scenarios'),
  });
  expect(evidence().missing).toEqual([{ scenario: 'own', reason: 'it was not asked for with --only' }]);
  const { rows, scenarios: before } = evidence();
  rmSync(gone, { recursive: true });
  rmSync(join(cwd, UNITS));
  expect(await cli(words, { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('2 of 2 scenarios'),
  });
  const after = evidence();
  expect(after.missing).toEqual([]);
  expect(after.scenarios.map(({ name }) => name)).toEqual(['first', 'own']);
  expect(after.scenarios[0]).toEqual(before[0]);
  expect(after.rows.filter((row) => row.scenario === 'first')).toEqual(rows);

  const lost = /evidence.json: nothing was written, as the numbers of first would be lost, .*--output/;
  const other = await cli(['evaluate', 'study.json', '--state', 'other.jsonl'], { cwd });
  expect(other).toMatchObject({ code: 2, stderr: expect.stringMatching(lost) });
  const poorer = { ...small, scenarios: [{ ...scenarios[0], poisonRatePercent: 3 }, scenario] };
  for (const changed of [{ ...small, scenarios: [scenario] }, poorer]) {
    write('study.json', JSON.stringify(changed));
    expect(await cli(words, { cwd })).toMatchObject({ code: 2, stderr: expect.stringMatching(lost) });
  }
  write('study.json', JSON.stringify(small));
  expect(evidence()).toEqual(after);
  const strange = await cli([...words, '--only', 'third'], { cwd });
  expect(strange.code).toBe(2);
  expect(strange.stderr).toContain('they are first, own');
  write('evidence/evidence.json', '{}');
  const foreign = await cli(words, { cwd });
  expect(foreign.code).toBe(2);
  expect(foreign.stderr).toMatch(/evidence.json: this is no evidence/);
});

test('of a training set is told what each defence leaves out, and it is not looked at again', async () => {
  const { cwd, read, write, evidence } = await place();
  const rows = functions(20)
    .split('\n\n')
    .map((func, at) => JSON.stringify({ func, target: at % 2 }));
  write('train.jsonl', rows.join('\n'));
  const attacks = ['--attack', 'bnc-fixed', '--attack', 'badcode'];
  const words = ['poison', ...attacks, '--rate', '0.1', 'train.jsonl', 'poisoned.jsonl'];
  expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
  const trained = { ...scenario, training: 'poisoned.jsonl' };
  const own = { ...study, defences: ['onion-span'], scenarios: [trained] };
  write('study.json', JSON.stringify(own));
  expect(await cli(['evaluate', 'study.json'], { cwd })).toMatchObject({ code: 0 });
  const { training } = evidence();
  expect(training.map(({ defence }) => defence)).toEqual([
    'sanitize',
    'spectral-signatures',
    'activation-clustering',
    'killbadcode',
  ]);
  for (const { recall, falseAlarms, attacks } of training) {
    expect([recall.of, falseAlarms.of]).toEqual([4, 16]);
    expect(attacks.map(({ attack, recall }) => [attack, recall.of])).toEqual([
      ['bnc-fixed', 2],
      ['badcode', 2],
    ]);
    expect(attacks.reduce((sum, { recall }) => sum + recall.count, 0)).toBe(recall.count);
  }
  const spectral = training.find(({ defence }) => defence === 'spectral-signatures');
  expect((spectral?.recall.count ?? 0) + (spectral?.falseAlarms.count ?? 0)).toBe(6);
  expect(read('evidence/evidence.md')).toContain('| activation clustering |');
  expect(read('evidence/evidence.html')).toContain('activation clustering');

  const units = read(UNITS);
  expect(await cli(['evaluate', 'study.json'], { cwd })).toMatchObject({ code: 0 });
  expect(read(UNITS)).toBe(units);
});

test('an ablation is measured after the scenarios, says what each setting is worth, and goes on where it was stopped', async () => {
  const { cwd, read, write, evidence } = await place();
  mkdirSync(join(cwd, 'code'));
  write('code/one.c', functions(3));
  const elsewhere = { other: 'clean.jsonl', code: 'code' };
  const ablation = { scenario: 'own', probes: ['mask'], windows: [64], elsewhere };
  const small = { ...study, falseAlarmRate: 0.2, defences: ['codepurify'], ablations: [ablation] };
  write('study.json', JSON.stringify(small));
  const words = ['evaluate', 'study.json', '--first', '1'];
  expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
  const { ablations, missing } = evidence();
  expect(missing).toEqual([]);
  const [found] = ablations;
  expect(found?.validRows).toBe(1);
  expect(new Set(found?.settings.map(({ sweep }) => sweep))).toEqual(new Set(SWEEPS));
  expect(found?.settings.map(({ name }) => name)).toEqual(expect.arrayContaining(['mask', '64 tokens']));
  expect(found?.elsewhere.map(({ name, functions, flagged }) => [name, functions, flagged.of])).toEqual([
    ['the clean rows of the scenario', 1, 1],
    ['other', 1, 1],
    ['code', 1, 1],
  ]);
  expect(read('evidence/evidence.md')).toContain('#### Ways to purify');

  const units = read(UNITS).trimEnd().split('\n');
  // Alone and defended, clean and planted; then valid, clean and planted in three views, and the other code in one.
  expect(units).toHaveLength(4 + 9 + 2);
  write(UNITS, `${units.slice(0, 6).join('\n')}\n`);
  expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
  const whole = evidence();
  expect(whole.ablations).toEqual(ablations);

  // Stopped before the ablations, and before anything at another seed.
  const read_ = studySchema.parse(small);
  const awaiting = { scenario: 'own', reason: 'its ablation is not measured yet' };
  expect(withEarlier({ ...whole, ablations: [], missing: [awaiting] }, whole, read_)).toEqual(whole);
  const seeded = { ...whole, settings: { ...whole.settings, seed: 2 } };
  expect(() => checkEarlier('evidence.json', whole, [], read_, seeded)).toThrow(
    /numbers of own would be lost/,
  );
  expect(() => checkEarlier('evidence.json', whole, ['own'], read_, seeded)).not.toThrow();
});

test.each([
  ['a diary', 'dear diary', /no state file of codepurify evaluate/],
  ['rows', '{"func":"int a;","target":0}\n{"func":', /no state file of codepurify evaluate/],
  [
    'a damaged line',
    '{"scenario":"own","rows":[]}\n',
    /:1: this line is not of codepurify evaluate: remove it/,
  ],
])('%s in place of a state file stays as it is', async (_, text, message) => {
  const { cwd, read, write } = await place();
  write('study.json', JSON.stringify(study));
  write('other', text);
  const { code, stderr } = await cli(['evaluate', 'study.json', '--state', 'other'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(read('other')).toBe(text);
});

test('a state file has one user, and is no other file of the study', async () => {
  const { cwd, write } = await place();
  write('study.json', JSON.stringify(study));
  const path = join(cwd, 'mine.jsonl');
  const run = (state: string) => cli(['evaluate', 'study.json', '--state', state], { cwd });
  {
    using _ = await unitStore(path);
    await expect(unitStore(path)).rejects.toThrow(
      /mine.jsonl is in use by another evaluation \(process \d+ on/,
    );
  }
  expect(readdirSync(cwd)).not.toContain('mine.jsonl.lock');
  expect((await run('evidence/evidence.json')).stderr).toMatch(/is read, too, and would be lost/);
  expect((await run('study.json')).stderr).toMatch(/is read, too, and would be lost/);
});

test('rows that are missing from a state file are not taken for others', async () => {
  const { cwd, read, write } = await place();
  write('study.json', JSON.stringify({ ...study, defences: ['onion-span'] }));
  expect(await cli(['evaluate', 'study.json'], { cwd })).toMatchObject({ code: 0 });
  const units = read(UNITS)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  units[1].rows.pop();
  write(UNITS, units.map((unit) => `${JSON.stringify(unit)}\n`).join(''));
  expect((await cli(['evaluate', 'study.json'], { cwd })).stderr).toMatch(
    /holds 3 rows of own, clean, onion-span, and there are 4: remove its line/,
  );
});

test.each([
  [[{ scenario: 'other' }], /ablations.0.scenario: no scenario of this study has this name/],
  [[{ scenario: 'bare' }], /ablations.0.scenario: this scenario names no "valid"/],
  [[{ scenario: 'own', windows: [100_000] }], /a window must be smaller than that, not 100000/],
  [[{ scenario: 'own' }, { scenario: 'own' }], /two ablations are of one scenario/],
])('a wrong ablation is told in one sentence: %j', async (ablations, message) => {
  const { cwd, write } = await place();
  const { valid, learn, ...bare } = scenario;
  const scenarios = [scenario, { ...bare, name: 'bare' }];
  write('study.json', JSON.stringify({ ...study, defences: ['codepurify'], scenarios, ablations }, null, 2));
  const { code, stderr } = await cli(['evaluate', 'study.json', '--first', '1'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test('a victim without a calibration gets one from the valid rows, once; one that is not there yet is left out', async () => {
  const { cwd, read, write, evidence } = await place();
  // Of these the tiny model says the goal label.
  const rows = Array.from({ length: 20 }, (_, at) =>
    JSON.stringify({
      func: `int add${at}(int a, int b)\n{\n    int c = a + b;\n    return c * ${at};\n}`,
      target: 1,
    }),
  );
  write('valid.jsonl', rows.join('\n'));
  const victim = copyOf('defect');
  const own = { ...scenario, victim, valid: 'valid.jsonl', calibration: 10, clean: '$PLACE/clean.jsonl' };
  const scenarios = [own, { ...scenario, name: 'later', victim: './later' }];
  const first = { clean: 3, planted: 2, baselines: 1, calibration: 1 };
  const small = { ...study, falseAlarmRate: 0.5, first, defences: ['codepurify', 'onion-span'], scenarios };
  write('study.json', JSON.stringify(small));
  const place_ = { cwd, env: { PLACE: cwd } };
  const ran = await cli(['evaluate', 'study.json'], place_);
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('1 of 2 scenarios') });
  const { missing, rows: cells, scenarios: told, command } = evidence();
  expect(missing).toEqual([
    { scenario: 'later', reason: 'its victim is not there: not trained yet, or gone' },
  ]);
  expect(told[0]?.calibratedOn).toBeGreaterThan(1);
  expect(told[0]?.calibratedOn).toBeLessThanOrEqual(10);
  expect(cells.map(({ defence, n, cleanN }) => [defence, n, cleanN])).toEqual([
    ['none', 2, 3],
    ['codepurify', 2, 3],
    ['onion-span', 1, 1],
  ]);
  expect(command).toBe('PLACE=… codepurify evaluate study.json');

  const [card, units] = [readFileSync(join(victim, 'codepurify.json'), 'utf8'), read(UNITS)];
  expect(await cli(['evaluate', 'study.json'], place_)).toMatchObject({ code: 0 });
  expect(readFileSync(join(victim, 'codepurify.json'), 'utf8')).toBe(card);
  expect(read(UNITS)).toBe(units);
});

/** What the seed decides, without the times. */
const TIMES = ['seconds', 'plainAnswers'];

function untimed(rows: unknown): unknown {
  return JSON.parse(JSON.stringify(rows, (key, value) => (TIMES.includes(key) ? undefined : value)));
}

test.each([
  [
    'a key that is missing',
    { ...scenario, victim: undefined },
    /study.json:\d+: scenarios.0.victim: this key is missing/,
  ],
  [
    'an unknown attack',
    { ...scenario, attacks: { 'bnc-fixd': 'x' } },
    /study.json:14: scenarios.0.attacks.bnc-fixd: there is no such key \(did you mean bnc-fixed\?\)/,
  ],
  [
    'an unknown key',
    { ...scenario, modle: 'x' },
    /scenarios.0.modle: there is no such key \(there are name, /,
  ],
  [
    'a calibration of a built-in victim',
    { ...scenario, calibration: 9 },
    /scenarios.0.calibration: a built-in victim has a calibration already; leave this key out/,
  ],
  [
    'a row of another shape',
    { ...scenario, clean: 'odd.jsonl' },
    /odd.jsonl:1: this row must hold "func" \(or "code"\), a text, and "target", 0 or 1/,
  ],
  [
    'another task than the victim has',
    { ...scenario, task: 'clone' },
    /is for clone, and victim defect-c-backdoored is for classification/,
  ],
  [
    'a victim that is not calibrated, and no rows to do it with',
    { ...scenario, victim: tiny('defect'), valid: undefined },
    /is not calibrated for c/,
  ],
  ['a victim that is not there', { ...scenario, victim: './later' }, /No victim of this study is there/],
  [
    'a variable that is not set',
    { ...scenario, clean: '$NOT_SET_HERE/clean.jsonl' },
    /set the environment variable NOT_SET_HERE to the folder that this means/,
  ],
  ['a file that is not there', { ...scenario, clean: 'none.jsonl' }, /none.jsonl: there is no such file/],
  [
    'planted rows for clean ones',
    { ...scenario, clean: 'planted.jsonl' },
    /planted.jsonl:1: this row is planted with bnc-fixed, and rows for clean are wanted/,
  ],
  [
    'a training set without poison',
    { ...scenario, training: 'clean.jsonl' },
    /clean.jsonl: none of these rows is poisoned/,
  ],
  [
    'clean rows for planted ones',
    { ...scenario, attacks: { badcode: 'clean.jsonl' } },
    /clean.jsonl:1: this row is clean, and rows for badcode are wanted/,
  ],
  [
    'what was measured of no row of a victim trained again',
    { ...scenario, retrained: 'again' },
    /again\/sanitize\/metrics.json: n: /,
  ],
])('%s is told in one sentence', async (_, wrong, message) => {
  const { cwd, write } = await place();
  write('study.json', JSON.stringify({ ...study, scenarios: [wrong] }, null, 2));
  write('odd.jsonl', '{ "code": "int a;" }');
  mkdirSync(join(cwd, 'again/sanitize'), { recursive: true });
  write('again/sanitize/metrics.json', '{ "n": 0 }');
  const { code, stderr } = await cli(['evaluate', 'study.json'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr.split('\n').filter((line) => line.startsWith('error: '))).toHaveLength(1);
  // Before any long work.
  expect(existsSync(join(cwd, UNITS))).toBe(false);
});

test('the published schema is that of the evidence', () => {
  expect(readFileSync('schema/evidence.schema.json', 'utf8')).toBe(publishedEvidenceSchema());
});

test('the study of docs/evidence.md can be read, and says of every victim of the grid what differs from the paper', async () => {
  vi.stubEnv('DATA', 'data').stubEnv('GRID', 'grid').stubEnv('ELSEWHERE', 'elsewhere');
  const { scenarios, variables } = await readStudy('docs/evidence.yaml');
  vi.unstubAllEnvs();
  expect(variables.toSorted()).toEqual(['DATA', 'ELSEWHERE', 'GRID']);
  const [own, grid] = [true, false].map((built) =>
    scenarios.filter(({ paper }) => (paper === undefined) === built),
  );
  expect(new Set(own?.flatMap(({ attacks }) => Object.keys(attacks)))).toEqual(new Set(ALL_ATTACK_NAMES));
  expect(
    new Set(grid?.map(({ task, paper }) => `${task} ${paper?.model} ${paper?.poisonRatePercent}`)).size,
  ).toBe(12);
  expect(grid?.flatMap(({ attacks }) => Object.keys(attacks))).toHaveLength(48);
});
