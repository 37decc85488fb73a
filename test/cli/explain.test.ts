import { expect, test } from 'vitest';
import { folder } from '../scan/files/repository.ts';
import { ALARMED, cli, SOURCE, tiny } from './cli.ts';

const TWO = `${SOURCE}\n${SOURCE.replace('add', 'plus')}`;

test.each([
  ['a name', 'a.c:plus', ['plus  a.c:7']],
  ['a line', 'a.c:3', ['add  a.c:1']],
  ['no name', 'a.c', ['add  a.c:1', 'plus  a.c:7']],
])('%s says which function', async (_what, target, heads) => {
  const ran = await cli(['explain', target, ...ALARMED], { cwd: folder({ 'a.c': TWO }) });
  expect(ran.code).toBe(0);
  expect(ran.stdout.match(/^\w+ {2}a\.c:\d+$/gm)).toEqual(heads);
});

test.each([
  ['dominance', '0.5', ['answer', 'dominance', 'entropy', 'how sure', 'verdict']],
  ['entropy', '0.95', ['answer', 'entropy', 'how sure', 'verdict']],
])('the picture, judged by %s', async (statistic, threshold, names) => {
  const flags = ['--victim', tiny('repair'), '--statistic', statistic, '--threshold', threshold];
  const ran = await cli(['explain', 'a.c', ...flags], { cwd: folder({ 'a.c': SOURCE }) });
  expect(ran.stdout).toContain('3 │     int sum = a + b;');
  expect(ran.stdout).toContain(`judged by the fixed threshold ${threshold}`);
  expect(ran.stdout).toMatch(new RegExp(`^  ${statistic} .*[\\d.]+, threshold ${threshold}$`, 'm'));
  expect(ran.stdout).toMatch(/^ {2}verdict +poisoned$/m);
  for (const name of names) {
    expect(ran.stdout).toMatch(new RegExp(`^  ${name}`, 'm'));
  }
  expect(ran.stdout.match(/^ .* (identifier|statement) .*$/gm)).toHaveLength(6);
});

test('a pair victim compares with the most alike, or with what is named', async () => {
  const cwd = folder({ 'a.c': TWO, 'b.c': SOURCE.replace('add', 'more') });
  const victim = ['--victim', tiny('clone'), '--threshold', '1'];
  expect((await cli(['explain', 'a.c:add', ...victim], { cwd })).stdout).toContain(
    'compared with plus (a.c:7)',
  );
  const named = await cli(['explain', 'a.c:add', '--with', 'b.c', ...victim], { cwd });
  expect(named.stdout).toContain('compared with more (b.c:1)');
});
