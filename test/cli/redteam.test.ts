import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redTeamReportSchema } from '../../src/lab/redteam/report/red-team-report.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, functions, SOURCE, shell, tiny } from './cli.ts';

const CALM = ['--victim', tiny('repair'), '--threshold', '0', '--attack', 'bnc-fixed', '--no-infill'];

/** Code of our own that the built-in detector calls defective. */
const OWN = `static int port_open(PortState *s, const char *name)
{
    char path[32];

    strcpy(path, name);
    s->handle = open(path, 0);
    return s->handle;
}

static void port_copy(PortState *s, const uint8_t *from, int count)
{
    int i;

    for (i = 0; i <= count; i++) {
        s->room[i] = from[i];
    }
    s->used = count;
}

static int port_next(PortState *s, uint8_t *out)
{
    int length = s->room[0];

    memcpy(out, s->room + 1, length);
    s->used -= length;
    return length;
}

static char *port_line(PortState *s)
{
    char *line = malloc(s->used);
    int n = port_read(s, line, s->used);

    line[n] = 0;
    return line;
}

static uint32_t port_sum(PortState *s)
{
    uint32_t sum = 0;
    int i;

    for (i = 0; i < s->used; i++) {
        sum += s->room[i] << (i * 8);
    }
    return sum;
}
`;

test('a backdoored victim is moved by the trigger that it was taught, and the defence catches it', async () => {
  const flags = ['--attack', 'codepoisoner-dead-code', '--format', 'json'];
  const words = ['redteam', 'port.c', '--victim', 'defect-c-backdoored', ...flags];
  const ran = await cli(words, { cwd: folder({ 'port.c': OWN }) });
  const report = redTeamReportSchema.parse(JSON.parse(ran.stdout));
  expect(report).toMatchObject({ goal: 'not defective', functions: { found: 5, tried: 5 }, errors: [] });
  const [row] = report.attacks;
  expect(row).toMatchObject({ took: 5, effect: 'moves', example: { named: true, undone: true } });
  expect([row?.effective.count, row?.caught.count]).toEqual([row?.effective.of, row?.effective.of]);
  expect(ran.code).toBe(0);
});

test.each([
  ['terminal', 'does not move it'],
  ['markdown', '## The triggers do not move this victim'],
  ['html', '<h1>The triggers do not move this victim</h1>'],
])('%s goes to the standard output, or to a file, whole', async (format, text) => {
  const cwd = folder({ 'a.c': functions(4) });
  const file = format === 'html' ? ['--output', 'out'] : [];
  const ran = await cli(['redteam', '--format', format, ...file, ...CALM], { cwd });
  expect(ran.code).toBe(0);
  expect(file.length > 0 ? readFileSync(join(cwd, 'out'), 'utf8') : ran.stdout).toContain(text);
});

test('so many functions are drawn as are asked for, the same ones by the same seed', async () => {
  const cwd = folder({ 'a.c': functions(40) });
  const run = async (...more: readonly string[]) => {
    const { stdout } = await cli(['redteam', '--format', 'json', ...CALM, ...more], { cwd });
    return redTeamReportSchema.parse(JSON.parse(stdout));
  };
  const one = await run('--limit', '4');
  expect(one.functions).toEqual({ found: 40, tried: 4 });
  expect(await run('--limit', '4')).toEqual(one);
});

test('too few functions to tell: exit code 3, and so is a file that cannot be read', async () => {
  const few = await cli(['redteam', ...CALM], { cwd: folder({ 'a.c': SOURCE }) });
  expect(few).toMatchObject({ code: 3, stdout: expect.stringContaining('It cannot be told') });
  const cwd = folder({ 'a.c': functions(4), 'b.c': Buffer.from([0xff]) });
  const unread = await cli(['redteam', ...CALM], { cwd });
  expect(unread).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('not read b.c: It is not UTF-8'),
  });
});

test('of several languages one is named, or the only one that fits is taken', async () => {
  const java = 'class A {\n  int add(int a, int b) {\n    int sum = a + b;\n    return sum;\n  }\n}\n';
  const cwd = folder({ 'a.c': functions(4), 'A.java': java, 'a.go': 'package main\n' });
  const both = await cli(['redteam', ...CALM], { cwd });
  expect(both).toMatchObject({ code: 2, stdout: '' });
  expect(both.stderr).toContain('There are source files in c and java: say with --language which to take.');
  const c = await cli(['redteam', '--language', 'c', '--format', 'json', ...CALM], { cwd });
  expect(redTeamReportSchema.parse(JSON.parse(c.stdout))).toMatchObject({
    language: 'c',
    functions: { found: 4 },
    skipped: { 'another language': 1, 'no victim for the language': 1 },
  });
});

test.each<[string, readonly string[], string]>([
  ['no source files', ['nothing', ...CALM], 'There are no source files in a language that'],
  ['a language without triggers', ['a.c', '--language', 'go', ...CALM], 'No trigger is written in go'],
  ['no functions', ['empty.c', ...CALM], 'There are no functions of c in these files.'],
  ['an unknown attack', ['a.c', '--attack', 'other'], 'Attacks are bnc-fixed'],
  ['a limit that is none', ['a.c', '--limit', '0'], 'It is a whole number, 1 or more.'],
  ['a victim without calibration', ['a.c', '--victim', tiny('repair')], 'run codepurify calibrate'],
  ['an infill model as a victim', ['a.c', '--victim', tiny('infill')], 'tiny-infill is an infill model'],
  ['SARIF', ['a.c', '--format', 'sarif'], "'sarif' is invalid"],
  ['an output in no folder', ['a.c', '--output', 'no/out', ...CALM], 'there is no such folder'],
])('%s is one sentence and exit code 2', async (_what, args, message) => {
  const cwd = folder({ 'a.c': functions(2), 'empty.c': 'int x;\n', 'nothing/a.txt': 'x' });
  const ran = await cli(['redteam', ...args], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(message);
  expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('Ctrl-C half way: the report holds what was tried to the end, whole, and names the rest', async () => {
  const cwd = folder({ 'a.c': functions(3000) });
  const dominant = ['--victim', tiny('defect'), '--statistic', 'dominance', '--threshold', '9'];
  const ran = await shell(
    ['redteam', '--limit', '3000', '--format', 'json', '--output', 'out.json', ...dominant],
    { cwd, during: (child) => child.stderr?.once('data', () => child.kill('SIGINT')) },
  );
  expect(ran.code).toBe(130);
  expect(ran.stderr).toMatch(/^[\d,]+ of 21,000 trials/);
  const report = redTeamReportSchema.parse(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')));
  expect(report.interrupted).toBe(true);
  expect(report.missing.length).toBeGreaterThan(0);
  expect([...report.attacks.map(({ attack }) => attack), ...report.missing]).toHaveLength(6);
  expect(readdirSync(cwd).sort()).toEqual(['a.c', 'out.json']);
});
