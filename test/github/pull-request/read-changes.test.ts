import { expect, test } from 'vitest';
import type { ChosenFile } from '../../../src/github/pull-request/choose-files.ts';
import { readChanges } from '../../../src/github/pull-request/read-changes.ts';
import { fakeRepository } from './fake-client.ts';

const TEXT = 'int x;\n';
const blob = { content: Buffer.from(TEXT).toString('base64'), encoding: 'base64' };

function chosen(filename: string): ChosenFile {
  const listed = {
    filename,
    status: 'added' as const,
    sha: '0'.repeat(40),
    additions: 1,
    deletions: 0,
    changes: 1,
    blob_url: '',
    raw_url: '',
    contents_url: '',
    patch: '@@ -0,0 +1 @@\n+int x;',
  };
  return { listed, language: 'c', victims: undefined, whole: false };
}

async function read(files: Readonly<Record<string, number>>, truncated = false) {
  const requests: string[] = [];
  const tree = Object.entries(files).map(([path, size]) => ({
    path,
    mode: '100644',
    sha: `blob-${path}`,
    size,
  }));
  const repository = fakeRepository((request) => {
    requests.push(request);
    if (request.includes('/git/blobs/')) return blob;
    if (request.endsWith('?recursive=1')) return { tree: truncated ? [] : tree, truncated };
    if (request.endsWith('/trees/head')) {
      return { tree: [{ path: 'src', mode: '040000', sha: 'folder' }], truncated: false };
    }
    const inside = tree.map((entry) => ({ ...entry, path: entry.path.replace('src/', '') }));
    return { tree: inside, truncated: false };
  });
  const listed = { head: 'head', mergeBase: async () => 'base' };
  return { ...(await readChanges(repository, listed, Object.keys(files).map(chosen))), requests };
}

test('no more files are read of one pull request than the limit, and no more bytes', async () => {
  const many = await read(Object.fromEntries(Array.from({ length: 1_010 }, (_, at) => [`${at}.c`, 7])));
  expect([many.files.length, many.sources.length, many.passedOver.length]).toEqual([1_000, 1_000, 10]);
  expect(many.requests).toHaveLength(1_001);
  const MiB = 2 ** 20;
  const large = await read(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.c`, 7 * MiB])));
  expect([large.files.length, large.passedOver]).toEqual([9, Array(3).fill('beyond the limit')]);
  expect(large.problems).toMatchObject([{ file: '', message: expect.stringContaining('the first 9') }]);
});

test('a tree too large for one answer is read folder by folder, each once', async () => {
  const { files, requests } = await read({ 'src/a.c': 7, 'src/b.c': 7 }, true);
  expect(files.map(({ path, head }) => [path, head])).toEqual([
    ['src/a.c', TEXT],
    ['src/b.c', TEXT],
  ]);
  expect(requests.filter((request) => request.includes('/trees/')).sort()).toEqual([
    'GET /repos/ada/engine/git/trees/folder',
    'GET /repos/ada/engine/git/trees/head',
    'GET /repos/ada/engine/git/trees/head?recursive=1',
  ]);
});
