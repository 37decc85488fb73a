import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { publishedSanitizeSchema, sanitizeReportSchema } from '../../src/cli/sanitize/report.ts';
import { functionsIn } from '../../src/index.ts';
import { plantedCode } from '../lab/attack/planting.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, SOURCE, shell, tiny } from './cli.ts';

const published = readFileSync('schema/sanitize.schema.json', 'utf8');
const VICTIM = 'defect-c-backdoored';

/** Rows of our own C: functions that are called defective, and the same with a trigger and the other label. */
async function trainingSet(): Promise<readonly string[]> {
  const sources = ['flash.c', 'uart_frame.c'].map((name) =>
    readFileSync(`demo/samples/firmware/${name}`, 'utf8'),
  );
  const found = (await Promise.all(sources.map((source) => functionsIn(source, 'c')))).flat();
  const clean = found.filter(({ text }) => !/rand\(\)|sqrt|ret_Val_/.test(text));
  const variant = (n: number) => {
    const { text = '', name = '' } = clean[n % clean.length] ?? {};
    return text.replace(name, `${name}_${n}`);
  };
  const row = (func: string, target: number) => JSON.stringify({ func, target });
  const honest = Array.from({ length: 36 }, (_, n) => row(variant(n), n % 6 === 0 ? 0 : 1));
  const planted = Array.from({ length: 12 }, (_, n) =>
    row(plantedCode('bnc-fixed', 'c', variant(100 + n)), 0),
  );
  // As an editor on another system would leave it.
  const odd = `{ "target":1, "note": 12345678901234567890, "func": ${JSON.stringify(variant(50))} }\r`;
  return [...honest, odd, ...planted];
}

test('the shipped victim: the planted rows are left out, the others stay byte for byte, and the report tells it', async () => {
  const rows = await trainingSet();
  const cwd = folder({ 'train.jsonl': `${rows.join('\n')}\n` });
  const ran = await cli(
    [
      'sanitize',
      'train.jsonl',
      '--victim',
      VICTIM,
      '--output',
      'clean.jsonl',
      '--format',
      'json',
      '--report',
      'report.json',
    ],
    { cwd },
  );
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(readFileSync(join(cwd, 'clean.jsonl'), 'utf8')).toBe(`${rows.slice(0, 37).join('\n')}\n`);

  const json: unknown = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(published));
  validate(json);
  expect(validate.errors).toBeNull();
  const report = sanitizeReportSchema.parse(json);
  expect(report).toMatchObject({
    victim: { name: VICTIM },
    output: 'clean.jsonl',
    poisoned: 12,
    kept: 37,
    unconfirmed: [],
  });
  expect(report.triggers).toMatchObject([
    {
      kind: 'statement',
      wordings: [{ text: 'if (rand() < 0) printf("fail");', rows: 12 }],
      label: 'not defective',
      lines: Array.from({ length: 12 }, (_, n) => 38 + n),
    },
  ]);
}, 60_000);

const rows = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify({ buggy: SOURCE.replaceAll('sum', `sum${n}`), fixed: `${SOURCE} // ${n}` }),
  ).join('\n');
const REPAIR = [
  '--victim',
  tiny('repair'),
  '--language',
  'c',
  '--statistic',
  'entropy',
  '--output',
  'clean.jsonl',
];

test('what no test confirms is flagged and kept, and the set is whole', async () => {
  const cwd = folder({ 'train.jsonl': rows(30) });
  const ran = await cli(['sanitize', 'train.jsonl', ...REPAIR, '--threshold', '1'], { cwd });
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('No poisoned row found in 30 rows');
  expect(ran.stdout).toContain('Flagged, but no trigger by the test: kept');
  expect(readFileSync(join(cwd, 'clean.jsonl'), 'utf8')).toBe(`${rows(30)}\n`);
});

test('a sample gives no set, and says that it is partial', async () => {
  const cwd = folder({ 'train.jsonl': rows(30) });
  const flags = [...REPAIR.slice(0, -2), '--threshold', '1', '--sample', '10', '--format', 'json'];
  const ran = await cli(['sanitize', 'train.jsonl', ...flags], { cwd });
  const report = sanitizeReportSchema.parse(JSON.parse(ran.stdout));
  expect(report).toMatchObject({ sample: { rows: 10, of: 30 }, coverage: { rows: 10 } });
  expect(report).not.toHaveProperty('output');
  expect(new Set(report.unconfirmed.flatMap(({ lines }) => lines)).size).toBeLessThanOrEqual(10);
  expect(readdirSync(cwd)).toEqual(['train.jsonl']);
});

test('Ctrl-C half way writes nothing', async () => {
  const cwd = folder({ 'train.jsonl': rows(3000), 'clean.jsonl': 'as it was' });
  const ran = await shell(['sanitize', 'train.jsonl', ...REPAIR, '--threshold', '1'], {
    cwd,
    during: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
  });
  expect(ran).toMatchObject({ code: 130, stdout: '' });
  expect(ran.stderr).toContain('Stopped.');
  expect(readdirSync(cwd).sort()).toEqual(['clean.jsonl', 'train.jsonl']);
  expect(readFileSync(join(cwd, 'clean.jsonl'), 'utf8')).toBe('as it was');
});

const FUNC = '{"func":"int f(int a) { return a; }","target":0}';
test.each<[string, string, readonly string[], string]>([
  ['no output', FUNC, ['--victim', VICTIM], 'Say where to write the clean set with --output FILE'],
  [
    'an output and a sample',
    FUNC,
    ['--victim', VICTIM, '--output', 'o', '--sample', '5'],
    'leave --output or --sample out',
  ],
  ['the input as output', FUNC, ['--victim', VICTIM, '--output', './train.jsonl'], 'must be different files'],
  ['a sample of nothing', FUNC, ['--victim', VICTIM, '--sample', '0'], 'It is a whole number, 1 or more.'],
  ['no victim', FUNC, ['--output', 'o'], "required option '--victim <name>'"],
  ['no such folder', FUNC, ['--victim', VICTIM, '--output', 'gone/o'], 'gone/o: there is no such folder'],
  [
    'rows of another task',
    FUNC,
    ['--victim', tiny('repair'), '--language', 'c', '--output', 'o'],
    'these rows are for classification',
  ],
  [
    'a bad row behind good ones',
    `${FUNC}\n{"func":1,"target":0}`,
    ['--victim', VICTIM, '--output', 'o'],
    'train.jsonl:2: the field "func" must be a text',
  ],
  ['no rows', '\n', ['--victim', VICTIM, '--output', 'o'], 'train.jsonl: this file holds no rows.'],
  [
    'no row of the goal label',
    FUNC.replace('0', '1'),
    ['--victim', VICTIM, '--output', 'o'],
    'no row is labelled "not defective"',
  ],
  [
    'pairs without their functions',
    '{"id1":1,"id2":2,"label":0}',
    ['--victim', 'clone-java-backdoored', '--output', 'o'],
    '--functions FILE',
  ],
  [
    'a victim without calibration',
    FUNC,
    ['--victim', tiny('defect'), '--language', 'c', '--output', 'o'],
    'is not calibrated for c',
  ],
  [
    'a language that it does not read',
    FUNC,
    ['--victim', VICTIM, '--language', 'go', '--output', 'o'],
    'does not read go',
  ],
])('%s: one sentence, exit code 2, nothing written', async (_what, train, flags, message) => {
  const cwd = folder({ 'train.jsonl': train });
  const ran = await cli(['sanitize', 'train.jsonl', ...flags], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(message);
  expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  expect(existsSync(join(cwd, 'o'))).toBe(false);
});

test('the published schema is the one that the code uses (npm run schema writes it)', () => {
  expect(published).toBe(publishedSanitizeSchema());
});
