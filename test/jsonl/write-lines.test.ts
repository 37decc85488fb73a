import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLines } from '../../src/jsonl/write-lines.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lines-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function* lines(count: number, atEnd: () => void = () => {}): AsyncGenerator<string> {
  for (let i = 0; i < count; i++) yield `line ${i}`;
  atEnd();
}

test('lines arrive, packed where the name says so', async () => {
  await writeLines(join(folder, 'out.jsonl'), lines(2));
  await writeLines(join(folder, 'out.jsonl.gz'), lines(2));
  expect(await readFile(join(folder, 'out.jsonl'), 'utf8')).toBe('line 0\nline 1\n');
  expect(gunzipSync(await readFile(join(folder, 'out.jsonl.gz'))).toString()).toBe('line 0\nline 1\n');
  expect(await readdir(folder)).toHaveLength(2);
});

test('a link is written through', async () => {
  await writeFile(join(folder, 'real'), 'old');
  await symlink('real', join(folder, 'link'));
  await writeLines(join(folder, 'link'), lines(1));
  expect(await readlink(join(folder, 'link'))).toBe('real');
  expect(await readFile(join(folder, 'real'), 'utf8')).toBe('line 0\n');
});

describe('nothing changes at the path, and nothing is left beside it, when', () => {
  beforeEach(() => writeFile(join(folder, 'out'), 'old'));
  afterEach(async () => {
    expect(await readFile(join(folder, 'out'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['out']);
  });

  test('the lines fail half way', async () => {
    const failing = lines(50_000, () => {
      throw new Error('bad row');
    });
    await expect(writeLines(join(folder, 'out'), failing)).rejects.toThrow('bad row');
  });

  test('it is stopped half way', async () => {
    const stop = new AbortController();
    const endless = lines(Number.POSITIVE_INFINITY);
    setTimeout(() => stop.abort(new Error('stopped')), 20);
    await expect(writeLines(join(folder, 'out'), endless, stop.signal)).rejects.toThrow('stopped');
  });
});

test('a path that cannot be written is told', async () => {
  await mkdir(join(folder, 'sub'));
  await expect(writeLines(join(folder, 'sub'), lines(1))).rejects.toThrow('name another output file');
  await expect(writeLines('/dev/null', lines(1))).rejects.toThrow('/dev/null: this is not a file');
  await expect(writeLines(join(folder, 'none', 'out'), lines(1))).rejects.toThrow('there is no such folder');
  await writeLines(join(folder, 'file'), ['x']);
  await expect(writeLines(join(folder, 'file', 'out'), ['x'])).rejects.toThrow('there is no such folder');
});
