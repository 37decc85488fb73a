import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { auditReportSchema, publishedAuditSchema } from '../../src/lab/audit/report/audit-report.ts';
import { modelFolder } from '../model/model-folder.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, functions, shell, tiny } from './cli.ts';

const published = readFileSync('schema/audit.schema.json', 'utf8');
const CLEAN = ['demo/samples', 'demo/repository', 'test/bench/fixtures/functions.c'].map((path) =>
  resolve(path),
);
/** These searches take a while, and longer where the machine is busy. */
const LONG = 600_000;

test(
  'Ctrl-C ends the search: what was found is measured and told, and the state is kept',
  async () => {
    const cwd = folder({});
    const flags = ['--victim', 'defect-c-backdoored', '--format', 'json', '--state', 'state.json'];
    const ran = await shell(['audit', ...CLEAN, ...flags], {
      cwd,
      during: (child) => {
        const heard = setInterval(() => {
          if (!existsSync(join(cwd, 'state.json'))) return;
          clearInterval(heard);
          child.kill('SIGINT');
        }, 100);
        child.on('close', () => clearInterval(heard));
      },
    });
    expect(ran.code).toBe(130);
    const json: unknown = JSON.parse(ran.stdout);
    const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(published));
    validate(json);
    expect(validate.errors).toBeNull();
    const report = auditReportSchema.parse(json);
    expect(report.interrupted).toBe(true);
    expect(report.verdict).not.toBe('clean');
    expect([...report.triggers, ...report.others]).not.toHaveLength(0);

    const other = ['--victim', 'defect-c-backdoored', '--seed', '9', '--state', 'state.json'];
    const refused = await cli(['audit', ...CLEAN, ...other], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(
      'state.json is of an audit of another victim, other functions or other options',
    );
  },
  LONG,
);

test('too few functions are said to be too few, and nothing is called clean', async () => {
  const cwd = folder({ 'few.c': functions(6) });
  const ran = await cli(['audit', 'few.c', '--victim', tiny('defect'), '--language', 'c'], { cwd });
  expect(ran.code).toBe(3);
  expect(ran.stdout).toContain('too few functions');
  expect(ran.stdout).toContain('Nothing can be said of tiny-defect: not enough could be searched');
});

test('a victim without a gradient graph is searched by its answers only where that is asked for', async () => {
  const victim = modelFolder('tiny-defect');
  rmSync(join(victim.dir, 'gradient.onnx'));
  victim.edit('codepurify.json', ({ files }) => ({
    files: Object.fromEntries(Object.entries(Object(files)).filter(([file]) => file !== 'gradient.onnx')),
  }));
  const cwd = folder({ 'few.c': functions(6) });
  const words = ['audit', 'few.c', '--victim', victim.dir, '--language', 'c', '--format', 'json'];
  const refused = await cli(words, { cwd });
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/tiny-defect has no gradient\.onnx, .*--no-gradients/);
  const asked = await cli([...words, '--no-gradients'], { cwd });
  expect(JSON.parse(asked.stdout).settings.method).toBe('queries');
});

test('a gradient graph that is not that of the model is refused, and need not be used', async () => {
  const victim = modelFolder('tiny-defect');
  // Of the same layers, with other weights.
  cpSync(join(tiny('clone-crossed'), 'gradient.onnx'), join(victim.dir, 'gradient.onnx'));
  victim.rehash('gradient.onnx');
  const cwd = folder({ 'few.c': functions(6) });
  const words = ['audit', 'few.c', '--victim', victim.dir, '--language', 'c', '--format', 'json'];
  const refused = await cli(words, { cwd });
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(
    /gradient\.onnx of tiny-defect is not that of its model\.onnx: .*--no-gradients/,
  );
  const without = await cli([...words, '--no-gradients'], { cwd });
  expect(JSON.parse(without.stdout).settings.method).toBe('queries');
});

test.each([
  ['a generator', ['few.c', '--victim', tiny('repair')], 'tiny-repair writes code'],
  ['no function', ['none.py', '--victim', 'defect-c'], 'There are no functions that defect-c reads'],
  [
    'another language',
    ['few.c', '--victim', 'defect-c', '--language', 'java'],
    'There are no functions of java',
  ],
  [
    'rows of another language',
    ['python.jsonl', '--victim', 'defect-c'],
    'python.jsonl: 12 of the first 12 functions have syntax errors as c: say with --language',
  ],
  [
    'a state that is none',
    ['few.c', '--victim', 'defect-c', '--state', 'none.py'],
    'none.py was not written by codepurify audit',
  ],
  ['a strange number', ['few.c', '--victim', 'defect-c', '--steps', '0'], 'Steps are a whole number'],
])('%s gets one clear sentence', async (_, words, sentence) => {
  const rows = [...'abcdefghijkl'].map((name) => ({
    func: `def ${name}(x):\n    return x + 1\n`,
    target: 0,
  }));
  const python = rows.map((row) => JSON.stringify(row)).join('\n');
  const cwd = folder({ 'few.c': functions(2), 'none.py': 'x = 1\n', 'python.jsonl': python });
  const ran = await cli(['audit', ...words], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(sentence);
});

test('the published schema is that of the report', () => expect(published).toBe(publishedAuditSchema()));
