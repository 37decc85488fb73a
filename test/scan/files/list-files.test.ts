import { execFileSync } from 'node:child_process';
import { symlinkSync, unlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles } from '../../../src/scan/files/list-files.ts';
import { readSource } from '../../../src/scan/files/read-source.ts';
import { commit, folder, repository, run, write } from './repository.ts';

const TREE = {
  'b.c': 'x',
  'a/deep/c.java': 'x',
  'README.md': 'x',
  '.hidden/d.c': 'x',
  'node_modules/e/f.js': 'x',
  'ünï codé\n.py': 'x',
};

async function list(cwd: string, ...paths: string[]) {
  const { files, passedOver, problems } = await listFiles(paths, cwd);
  return { files: files.map((file) => relative(cwd, file)), passedOver: passedOver.toSorted(), problems };
}

test.each([
  ['a folder', folder],
  ['a repository', repository],
])('%s is walked; what is passed over is told', async (_what, make) => {
  expect(await list(make(TREE), '.')).toEqual({
    files: ['a/deep/c.java', 'b.c', 'ünï codé\n.py'],
    passedOver: ['hidden file', 'no known language', 'vendored file'],
    problems: [],
  });
});

test('what git ignores is left out, unless it is what was asked for', async () => {
  const root = repository({ '.gitignore': 'out/\n', 'a.c': 'x' });
  write(root, { 'out/b.c': 'x', 'new.c': 'x' });
  expect((await list(root, '.')).files).toEqual(['a.c', 'new.c']);
  expect((await list(root, 'out')).files).toEqual(['out/b.c']);
});

test('links are not followed, and a deleted file is no file', async () => {
  const root = repository({ 'a.c': 'x', 'gone.c': 'x' });
  symlinkSync('/etc', join(root, 'etc.c'));
  commit(root);
  unlinkSync(join(root, 'gone.c'));
  expect(await list(root, '.')).toEqual({ files: ['a.c'], passedOver: ['symbolic link'], problems: [] });
});

test('a pipe is not waited for', async () => {
  const root = folder({ 'a.c': 'x' });
  execFileSync('mkfifo', [join(root, 'pipe.c')]);
  expect(await list(root, '.')).toEqual({ files: ['a.c'], passedOver: ['no regular file'], problems: [] });
});

test('a repository within the repository is another one', async () => {
  const root = repository({ 'a.c': 'x' });
  write(root, { 'inner/b.c': 'x' });
  run(join(root, 'inner'), 'init', '--quiet');
  run(join(root, 'inner'), 'commit', '--quiet', '--allow-empty', '--message=x');
  expect(await list(root, '.')).toEqual({ files: ['a.c'], passedOver: ['submodule'], problems: [] });
});

test('no program that a repository names is run', async () => {
  const root = repository({ 'a.c': 'x' });
  write(root, { 'hook.sh': '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n' });
  run(root, 'config', 'core.fsmonitor', `sh ${join(root, 'hook.sh')}`);
  await list(root, '.');
  expect(await readSource(join(root, 'ran'))).toHaveProperty('message');
});

test('a file that is named is taken, hidden or not, and once', async () => {
  const root = folder(TREE);
  expect((await list(root, '.hidden/d.c', './b.c', 'b.c')).files).toEqual(['.hidden/d.c', 'b.c']);
});

test('a missing path is a problem', async () => {
  expect((await list(folder(), 'no.c')).problems).toEqual([
    { file: 'no.c', message: 'There is no such file or folder.' },
  ]);
});
