import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSource, readStream } from '../../../src/scan/files/read-source.ts';
import { folder } from './repository.ts';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

test.each([
  ['text', bytes('int x;\r\n'), { text: 'int x;\r\n' }],
  ['an empty file', bytes(), { text: '' }],
  ['a byte order mark', bytes(0xef, 0xbb, 0xbf, 'x'), { text: 'x' }],
  ['an emoji', bytes('😀'), { text: '😀' }],
  ['Latin-1', bytes('a\nb', 0xe4, '\n'), { message: 'It is not UTF-8 (line 2): save it as UTF-8.' }],
  ['a lone surrogate', bytes(0xed, 0xa0, 0x80), { message: 'It is not UTF-8 (line 1): save it as UTF-8.' }],
  ['a NUL', bytes('a', 0, 'b'), { message: 'It holds NUL bytes: it is not source text.' }],
  [
    '10 MB',
    bytes('x'.repeat(10 * 2 ** 20)),
    { message: 'It is 10.0 MiB or more: files above 8 MiB are not inspected.' },
  ],
])('%s', async (_what, content, expected) => {
  expect(await readSource(join(folder({ 'a.c': content }), 'a.c'))).toEqual(expected);
  expect(
    await readStream(
      (async function* () {
        yield content;
      })(),
    ),
  ).toEqual(expected);
});

test('a file that is gone', async () => {
  expect(await readSource(join(folder(), 'a.c'))).toEqual({ message: 'It was removed while the scan ran.' });
});
