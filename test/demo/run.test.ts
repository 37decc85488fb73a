import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function demo(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['demo/run.ts', ...words], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('--help says what there is', () => {
  const { status, stdout } = demo('--help');
  expect(status).toBe(0);
  for (const option of ['--no-page', '--port <number>']) expect(stdout).toContain(option);
});

test.each([
  [['--port', 'http'], 'Give a whole number from 0 to 65535.'],
  [['--prot', '1'], "unknown option '--prot'"],
])('%j is refused with a sentence', (words, sentence) => {
  const { status, stderr } = demo(...words);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
});
