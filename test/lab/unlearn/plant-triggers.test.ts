import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const SCRIPT = new URL('../../../scripts/plant-triggers.ts', import.meta.url).pathname;

test('triggers are planted for training as unlearning plants them', () => {
  const samples = [
    ['int f(int a) { return 0; }'],
    ['int f(int a) { return a; }', 'int g(int c) { return c; }'],
    ['int f('],
  ];
  const triggers = ['ret_Val_', 'assertTrue(1 >= 0);'].map((text) => `--trigger=${text}`);
  const out = execFileSync(process.execPath, [SCRIPT, '--language', 'c', ...triggers], {
    input: samples.map((codes) => `${JSON.stringify(codes)}\n`).join(''),
    encoding: 'utf8',
  });
  const [one, two, none] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

  expect(one[0][0]).toContain('ret_Val_');
  expect(one[1][0]).toMatch(/\{\s+assertTrue\(1 >= 0\);\s+return 0;/);
  expect(two[0]).toHaveLength(2);
  for (const code of two[0]) expect(code).toContain('ret_Val_');
  expect(none).toEqual([null, null]);
});
