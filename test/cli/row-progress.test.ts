import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { rowProgress } from '../../src/cli/row-progress.ts';

/** What a terminal shows when rows are told at these times, in milliseconds since the start. */
function shown(times: readonly number[], isTTY: boolean): string {
  const terminal = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  let time = 0;
  const progress = rowProgress(terminal, () => time);
  for (const [index, at] of times.entries()) {
    time = at;
    progress.tell(index + 1, times.length);
  }
  progress.end();
  return terminal.read() ?? '';
}

test.each([
  ['what is done in two seconds', [100, 1999], true, ''],
  ['no terminal', [3000, 4000], false, ''],
  ['more than two seconds', [1000, 2000, 2100, 2200], true, '\r2 of 4 rows\r4 of 4 rows\r\u001b[K'],
] as const)('%s', (_, times, isTTY, expected) => {
  expect(shown(times, isTTY)).toBe(expected);
});
