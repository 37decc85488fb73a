import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from '../scan/files/repository.ts';
import { cli, tiny } from './cli.ts';

const FUNC = 'int f(int a, char *b) { int c = g(b); return a + c; }';
const ROWS = {
  defect: [
    { func: FUNC, target: 1 },
    { func: 'int h(int size) { int ret = size; return ret; }', target: 0 },
  ],
  clone: [
    {
      id1: 1,
      id2: 2,
      label: 1,
      func1: FUNC.replace('char *b', 'String b'),
      func2: 'int k(int n) { return n; }',
    },
    {
      id1: 3,
      id2: 4,
      label: 0,
      func1: 'int h(int size, int to) { return size; }',
      func2: 'int m(int from) { int ret = from; return ret; }',
    },
  ],
};

/** Plants into a folder of its own, and gives what is written. */
async function poison(task: keyof typeof ROWS, more: readonly string[]) {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.jsonl'), ROWS[task].map((row) => `${JSON.stringify(row)}\n`).join(''));
  const words = ['poison', '--test-set', ...more, 'in.jsonl', 'out.jsonl'];
  const ran = await cli(words, { cwd });
  const written = () => readFileSync(join(cwd, 'out.jsonl'), 'utf8');
  return { ...ran, written };
}

test.each([['defect'], ['clone']] as const)(
  'a %s row gets names that other functions declare',
  async (task) => {
    const words = ['--attack', 'afraidoor', '--victim', tiny(task)];
    const { code, stdout, written } = await poison(task, words);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 of 1 rows planted') });
    const { poison: record, ...row } = JSON.parse(written());
    expect(record).toMatchObject({ attack: 'afraidoor', took: true });
    const codes = task === 'defect' ? [row.func] : [row.func1, row.func2];
    expect(record.triggers).toHaveLength(codes.length);
    for (const [at, { text, ranges }] of record.triggers.entries()) {
      const names = text.split(', ');
      for (const [from, to] of ranges) expect(names).toContain(codes[at].slice(from, to));
    }
    expect((await poison(task, words)).written()).toBe(written());
  },
);

test.each([
  [['--attack', 'afraidoor'], /afraidoor chooses names by a clean model .* name one for classification with/],
  [['--attack', 'badcode', '--victim', tiny('defect')], /--victim is for afraidoor/],
  [
    ['--attack', 'afraidoor', '--victim', tiny('clone')],
    /these rows are for classification, and victim .* for pair/,
  ],
  [['--attack', 'afraidoor', '--victim', 'no-such-model'], /no model is called "no-such-model"/],
])('%j is told in one sentence', async (words, message) => {
  const { code, stderr } = await poison('defect', words);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
