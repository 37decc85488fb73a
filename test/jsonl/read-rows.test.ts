import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readRows } from '../../src/jsonl/read-rows.ts';
import { codeRow, funcRow, pairRow, repairRow } from '../../src/jsonl/row-shapes.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(bytes: string | Uint8Array, schema: z.ZodType = z.unknown(), name = 'in.jsonl') {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const rows = [];
  for await (const row of readRows(path, schema)) rows.push(row);
  return rows;
}

const fields = (rows: Awaited<ReturnType<typeof read>>) => rows.map((row) => row.fields);

test.each([
  ['LF', '{"a":1}\n{"a":2}\n'],
  ['no line end at the end', '{"a":1}\n{"a":2}'],
  ['CRLF', '{"a":1}\r\n{"a":2}\r\n'],
  ['blank lines', '\n{"a":1}\n  \n\r\n{"a":2}\n\n'],
  ['a byte order mark', '\uFEFF{"a":1}\n{"a":2}'],
])('rows with %s, packed or not', async (_, text) => {
  expect(fields(await read(text))).toEqual([{ a: 1 }, { a: 2 }]);
  expect(fields(await read(gzipSync(text)))).toEqual([{ a: 1 }, { a: 2 }]);
});

test('an empty file has no rows', async () => {
  expect(await read('')).toEqual([]);
  expect(await read(gzipSync(''))).toEqual([]);
});

test('what is written line by line is read again, whatever the texts hold', async () => {
  const row = fc.record({ func: fc.string({ unit: 'binary' }), target: fc.constantFrom(0, 1) });
  const path = join(folder, 'any.jsonl');
  await fc.assert(
    fc.asyncProperty(fc.array(row), async (rows) => {
      await writeFile(path, rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
      const again = [];
      for await (const { value } of readRows(path, funcRow)) again.push(value);
      expect(again).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});

test('a line longer than what is read at once is one row', async () => {
  const func = 'x\u2028é'.repeat(100_000);
  expect(fields(await read(`${JSON.stringify({ func })}\n{"a":1}`))).toEqual([{ func }, { a: 1 }]);
});

describe('a row that cannot be used is told with file and line', () => {
  test.each([
    ['{"a":1}\n{"a":', z.unknown(), ':2: this line is not JSON; write one JSON object a line.'],
    ['nul \u0000', z.unknown(), ':1: this line is not JSON; write one JSON object a line.'],
    ['[1]', z.unknown(), ':1: a row must be one JSON object.'],
    ['null', z.unknown(), ':1: a row must be one JSON object.'],
    ['{"target":1}', funcRow, ':1: the field "func" is missing; it must be a text.'],
    ['{"func":7,"target":1}', funcRow, ':1: the field "func" must be a text.'],
    ['{"func":"f"}', funcRow, ':1: the field "target" is missing; it must be 0 or 1.'],
    ['{"func":"f","target":"1"}', funcRow, ':1: the field "target" must be 0 or 1.'],
    ['{"func":"f","target":2}', funcRow, ':1: the field "target" must be 0 or 1.'],
    ['{"code":null,"target":0}', codeRow, ':1: the field "code" must be a text.'],
    ['\n\n{"id1":[],"id2":"b","label":0}', pairRow, ':3: the field "id1" must be a text or a number.'],
    ['{"buggy":"f"}', repairRow, ':1: the field "fixed" is missing; it must be a text.'],
  ])('%j', async (text, schema, message) => {
    await expect(read(text, schema)).rejects.toThrow(`in.jsonl${message}`);
  });

  test.each([
    [Uint8Array.of(0x7b, 0x7d, 0x0a, 0xff, 0xfe), ':2: this line is not UTF-8; save the file as UTF-8.'],
    [gzipSync('{"a":1}').subarray(0, 15), ': this gzip file ends too early; fetch it again.'],
    [Uint8Array.of(0x1f, 0x8b, 1, 2, 3), ': this gzip file is damaged; fetch it again.'],
  ])('bytes %#', async (bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(`in.jsonl${message}`);
  });

  test('no file, a folder', async () => {
    const first = (path: string) => readRows(path, z.unknown()).next();
    await expect(first(join(folder, 'none'))).rejects.toThrow('none: there is no such file; check the path.');
    await expect(first(folder)).rejects.toThrow('this is a folder; name a file in it.');
  });
});
