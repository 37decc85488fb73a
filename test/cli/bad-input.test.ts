import { closeSync, openSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verdictSchema } from '../../src/scan/verdict.ts';
import { type Files, folder } from '../scan/files/repository.ts';
import { CALM, cli, copyOf, functions, SOURCE, shell, tiny } from './cli.ts';

test.each<[string, string, string | Uint8Array, number, string]>([
  ['a binary file', 'a.c', Buffer.from([0x7f, 0x45, 0, 1]), 3, 'a.c: It holds NUL bytes'],
  ['a NUL in a source', 'a.c', SOURCE.replace('sum', '\0'), 3, 'a.c: It holds NUL bytes'],
  ['Latin-1', 'a.c', Buffer.from(`// gr\u00fcn\n${SOURCE}`, 'latin1'), 3, 'a.c: It is not UTF-8 (line 1)'],
  ['a function of 10 MB', 'a.c', `void f() {\n${'a = 1;\n'.repeat(1_500_000)}}\n`, 3, 'a.c: It is 10.0 MiB'],
  [
    'a function of 3 MB',
    'a.c',
    `void f() {\n${'a = 1;\n'.repeat(430_000)}}\n`,
    3,
    'a.c: It is too large to be parsed',
  ],
  ['an empty file', 'a.c', '', 0, '1  empty file'],
  ['no functions', 'a.c', 'int x;\n', 0, '1  no functions'],
  ['CRLF', 'a.c', SOURCE.replaceAll('\n', '\r\n'), 0, 'Nothing found in 1 inspected function'],
  ['a byte order mark', 'a.c', `\ufeff${SOURCE}`, 0, 'Nothing found in 1 inspected function'],
  ['a broken function', 'a.c', SOURCE.replace('sum;\n}', 'sum; "'), 0, 'seen 1'],
  [
    'names beyond ASCII',
    'a.c',
    SOURCE.replaceAll('sum', 'su\u0308m'),
    0,
    'Nothing found in 1 inspected function',
  ],
  ['a language of no victim', 'a.go', 'package main\n', 3, 'None of the victims reads go'],
  ['an unknown ending', 'a.txt', SOURCE, 3, 'give --language'],
])('%s', async (_what, name, content, code, message) => {
  const ran = await cli(['scan', name, ...CALM], { cwd: folder({ [name]: content }) });
  expect(ran.code).toBe(code);
  expect(ran.stdout).toContain(message);
});

test('what cannot be read is told beside the verdicts on the rest', async () => {
  const files: Files = { 'a.c': SOURCE, 'b.c': Buffer.from([0xff]), 'c.c': SOURCE };
  const ran = await cli(['scan', '.', 'gone.c', '--format', 'json', ...CALM], { cwd: folder(files) });
  const verdict = verdictSchema.parse(JSON.parse(ran.stdout));
  expect(ran.code).toBe(3);
  expect(verdict.errors.map(({ file }) => file)).toEqual(['gone.c', 'b.c']);
  expect(verdict.functions.map(({ file }) => file)).toEqual(['a.c', 'c.c']);
});

test.each<[string, readonly string[], string]>([
  ['an unknown command', ['frobnicate'], "error: unknown command 'frobnicate'"],
  ['an unknown option', ['scan', '--bogus'], "error: unknown option '--bogus'"],
  ['an unknown format', ['scan', '--format', 'xml'], "'xml' is invalid"],
  ['a rate that is none', ['scan', '--false-alarm-rate', '1.5'], 'above 0 and below 1'],
  ['a statistic that is none', ['scan', '--statistic', 'mean'], 'Allowed choices are entropy, dominance'],
  ['a threshold that is none', ['scan', '--threshold', 'low'], 'A threshold is a number'],
  ['--stdin without a language', ['scan', '--stdin'], '--stdin does not tell its language'],
  ['--stdin beside paths', ['scan', 'a.c', '--stdin', '--language', 'c'], 'leave paths and --diff out'],
  ['--diff outside a repository', ['scan', '--diff', 'main'], 'error: --diff needs a git repository'],
  ['a victim that is not installed', ['scan', '--victim', 'nobody'], 'no model is called "nobody"'],
  ['an unknown kind', ['scan', '--kinds', 'statement,magic'], '"magic" is no kind of element'],
  ['a victim that is no folder', ['scan', '--victim', './nobody'], 'codepurify.json is missing'],
  ['an infill model as a victim', ['scan', '--victim', tiny('infill')], 'tiny-infill is an infill model'],
  ['a victim without calibration', ['scan', '--victim', tiny('repair')], 'run codepurify calibrate'],
  ['an output in no folder', ['scan', '--output', 'no/out', ...CALM], 'there is no such folder'],
  [
    'an output that is a device',
    ['scan', '--output', '/dev/full', ...CALM],
    'not a file that can be replaced',
  ],
  ['explain: a missing file', ['explain', 'no.c:f'], 'no.c: there is no such file'],
  ['explain: a missing function', ['explain', 'a.c:f', ...CALM], 'there is no function f (there is: add)'],
  [
    'calibrate: without clean code',
    ['calibrate', '--victim', tiny('repair')],
    "'--clean <paths...>' not specified",
  ],
])('%s is one sentence and exit code 2', async (_what, args, message) => {
  const ran = await cli(args, { cwd: folder({ 'a.c': SOURCE }) });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(message);
  // On a slow machine the line that says how far the scan is comes before.
  const said = ran.stderr.trimEnd().split('\n');
  expect(said.filter((line) => !line.endsWith('functions inspected'))).toHaveLength(1);
});

test('a hostile path cannot write to the terminal', async () => {
  const ran = await cli(['explain', '\u001b]0;owned\u0007.c']);
  expect(ran).toMatchObject({ code: 2, stderr: 'error: ␛]0;owned␇.c: there is no such file.\n' });
});

test('an output that may not be written to', async () => {
  const path = process.platform === 'linux' ? '/sys/found.json' : '/System/found.json';
  const ran = await cli(['scan', '--output', path, ...CALM], { cwd: folder({ 'a.c': SOURCE }) });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(/may not be written to|read-only/);
});

test('a full disk', async () => {
  const full = openSync('/dev/full', 'w');
  const ran = await shell(['scan', ...CALM], { cwd: folder({ 'a.c': SOURCE }), stdout: full });
  closeSync(full);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('error: The disk is full: the report could not be written.\n');
});

test.each<[string, (path: string) => void, string]>([
  ['a missing file', (path) => rmSync(join(path, 'tokenizer.json')), 'tokenizer.json is missing'],
  ['a file cut short', (path) => truncateSync(join(path, 'encoder_model.onnx'), 1000), 'is not the file'],
  ['another file', (path) => writeFileSync(join(path, 'config.json'), '{}'), 'is not the file'],
  ['a card that is no JSON', (path) => writeFileSync(join(path, 'codepurify.json'), '{'), 'is not JSON'],
])('a model with %s', async (_what, spoil, message) => {
  const victim = copyOf('repair');
  spoil(victim);
  const ran = await cli(['scan', '--victim', victim, '--threshold', '1'], { cwd: folder({ 'a.c': SOURCE }) });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(message);
});

test('Ctrl-C half way: the report holds what was inspected, whole, and says so', async () => {
  const cwd = folder({ 'a.c': functions(8000) });
  const dominant = ['--statistic', 'dominance', '--threshold', '9'];
  const ran = await shell(
    ['scan', '--format', 'json', '--output', 'out.json', '--victim', tiny('defect'), ...dominant],
    {
      cwd,
      during: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
    },
  );
  expect(ran.code).toBe(130);
  expect(ran.stderr).toMatch(/^[\d,]+ of 8,000 functions inspected/);
  const verdict = verdictSchema.parse(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')));
  expect(verdict.interrupted).toBe(true);
  expect(verdict.coverage.seen).toBe(8000);
  expect(verdict.coverage.skipped.interrupted).toBeGreaterThan(0);
  expect(readdirSync(cwd).sort()).toEqual(['a.c', 'out.json']);
});
