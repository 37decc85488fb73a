import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verdictSchema } from '../../src/scan/verdict.ts';
import { commit, folder, repository, write } from '../scan/files/repository.ts';
import { ALARMED, CALM, cli, SOURCE, shell, tiny } from './cli.ts';

const OTHER = SOURCE.replace('add', 'plus');

test.each([
  ['findings', ALARMED, 1, '● add  a.c:1'],
  ['nothing found', CALM, 0, 'Nothing found in 1 inspected function'],
])('%s', async (_what, flags, code, text) => {
  const ran = await cli(['scan', 'a.c', ...flags], { cwd: folder({ 'a.c': SOURCE }) });
  expect(ran).toMatchObject({ code });
  expect(ran.stdout).toContain(text);
});

test('the current folder is scanned where no path is given', async () => {
  const ran = await cli(['scan', ...CALM], { cwd: folder({ 'a.c': SOURCE, 'b.c': OTHER }) });
  expect(ran.stdout).toContain('seen 2 · inspected 2 · skipped 0');
});

describe('reports', () => {
  const formats = ['terminal', 'json', 'sarif', 'markdown'] as const;

  test.each(formats)('%s goes to a file, whole, or to the standard output, the same', async (format) => {
    const cwd = folder({ 'a.c': SOURCE });
    const shown = await cli(['scan', 'a.c', '--format', format, ...ALARMED], { cwd });
    const kept = await cli(['scan', 'a.c', '--format', format, '--output', 'out', ...ALARMED], { cwd });
    expect(kept).toMatchObject({ code: 1, stdout: '' });
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe(shown.stdout);
  });

  test('json is the verdict, and the same again', async () => {
    const cwd = folder({ 'a.c': SOURCE, 'b.c': OTHER });
    const [one, two] = [
      await cli(['scan', '--format', 'json', ...ALARMED], { cwd }),
      await cli(['scan', '--format', 'json', ...ALARMED], { cwd }),
    ];
    expect(verdictSchema.parse(JSON.parse(one.stdout)).functions.map(({ file }) => file)).toEqual([
      'a.c',
      'b.c',
    ]);
    expect(two.stdout).toBe(one.stdout);
  });

  test.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ NO_COLOR: '1' }, false],
  ])('with %o there are colours in a pipe: %s', async (env, colours) => {
    const ran = await cli(['scan', 'a.c', ...ALARMED], { cwd: folder({ 'a.c': SOURCE }), env });
    expect(ran.stdout.includes('\u001b[')).toBe(colours);
  });
});

test('the standard input is scanned as the language that is named', async () => {
  const ran = await shell(['scan', '--stdin', '--language', 'c', ...ALARMED], { input: SOURCE });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('● add  stdin:1');
});

test('--language tells what a named file is', async () => {
  const cwd = folder({ notes: SOURCE });
  expect((await cli(['scan', 'notes', ...CALM], { cwd })).code).toBe(3);
  expect((await cli(['scan', 'notes', '--language', 'c', ...CALM], { cwd })).code).toBe(0);
});

test('--diff inspects the functions that changed', async () => {
  const cwd = repository({ 'a.c': SOURCE + OTHER });
  write(cwd, { 'a.c': SOURCE + OTHER.replace('a + b', 'b + a'), 'new.c': SOURCE });
  commit(cwd);
  const ran = await cli(['scan', '--diff', 'base', '--format', 'json', ...CALM], { cwd });
  const { functions } = verdictSchema.parse(JSON.parse(ran.stdout));
  expect(functions.map(({ file, name }) => `${file} ${name}`)).toEqual(['a.c plus', 'new.c add']);
});

describe('--audit, of a victim that was never audited', () => {
  test.each([
    ['required', 2, 'error: tiny-repair was never audited: codepurify audit --save says whether'],
    ['warn', 1, 'warning: tiny-repair was never audited: codepurify audit --save says whether'],
    ['ignore', 1, ''],
  ])('%s', async (rule, code, told) => {
    const ran = await cli(['scan', 'a.c', ...ALARMED, '--audit', rule], { cwd: folder({ 'a.c': SOURCE }) });
    expect(ran.code).toBe(code);
    expect(ran.stderr.startsWith(told)).toBe(true);
    expect(ran.stderr.includes('audit')).toBe(told !== '');
  });
});

test('two victims both judge', async () => {
  const ran = await cli(['scan', 'a.c', '--format', 'json', ...CALM, '--victim', tiny('defect')], {
    cwd: folder({ 'a.c': SOURCE }),
  });
  const { victims, functions } = verdictSchema.parse(JSON.parse(ran.stdout));
  expect(victims.map(({ name }) => name)).toEqual(['tiny-repair', 'tiny-defect']);
  expect(functions.map(({ victim }) => victim)).toEqual(['tiny-repair', 'tiny-defect']);
});

test('a reader that stops reading is no error', async () => {
  const cwd = folder({
    'a.c': Array.from({ length: 30 }, (_, n) => SOURCE.replace('add', `f${n}`)).join('\n'),
  });
  const ran = await shell(['scan', ...ALARMED], { cwd, during: (child) => child.stdout?.destroy() });
  expect(ran.code).toBe(1);
  expect(ran.stderr).not.toContain('rror');
});
