import { renameSync, unlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { diffFiles } from '../../../src/scan/files/diff-files.ts';
import { commit, type Files, folder, repository, run, write } from './repository.ts';

const NUMBERED = Array.from({ length: 20 }, (_, at) => `line ${at + 1}\n`).join('');
const without = (...lines: number[]) =>
  NUMBERED.split('\n')
    .filter((_, at) => !lines.includes(at + 1))
    .join('\n');

async function changes(root: string, base = 'base', paths: string[] = []) {
  const listing = await diffFiles(base, paths, root);
  return {
    files: Object.fromEntries([...listing.changes].map(([path, { lines }]) => [relative(root, path), lines])),
    passedOver: listing.passedOver,
  };
}

test.each<[string, Files, object]>([
  ['a line', { 'a.c': NUMBERED.replace('line 5', 'five') }, { 'a.c': [{ from: 5, to: 5, gap: false }] }],
  ['new lines', { 'a.c': `x\ny\n${NUMBERED}` }, { 'a.c': [{ from: 1, to: 2, gap: false }] }],
  ['lines taken out', { 'a.c': without(5, 6) }, { 'a.c': [{ from: 4, to: 5, gap: true }] }],
  ['the first line taken out', { 'a.c': without(1) }, { 'a.c': [{ from: 0, to: 1, gap: true }] }],
  ['no final newline', { 'a.c': NUMBERED.trimEnd() }, { 'a.c': [{ from: 20, to: 20, gap: false }] }],
  ['a new file', { 'n w"\t.c': 'x\n' }, { 'n w"\t.c': [{ from: 1, to: 1, gap: false }] }],
  ['a binary file', { 'b.c': Buffer.from([0, 1, 2]) }, { 'b.c': 'all' }],
  ['an empty file', { 'e.c': '' }, {}],
  ['text hidden by attributes', { 'a.c': 'x', '.gitattributes': '*.c binary' }, { 'a.c': 'all' }],
])('%s', async (_what, files, expected) => {
  const root = repository({ 'a.c': NUMBERED });
  write(root, files);
  commit(root);
  expect((await changes(root)).files).toEqual(expected);
});

test('a rename with a change shows the change alone; a deleted file is gone', async () => {
  const root = repository({ 'old.c': NUMBERED, 'gone.c': 'x' });
  renameSync(join(root, 'old.c'), join(root, 'new.c'));
  unlinkSync(join(root, 'gone.c'));
  write(root, { 'new.c': NUMBERED.replace('line 7\n', 'seven\n') });
  commit(root);
  expect((await changes(root)).files).toEqual({ 'new.c': [{ from: 7, to: 7, gap: false }] });
});

test('what is not committed counts, what git does not track is told', async () => {
  const root = repository({ 'a.c': NUMBERED });
  write(root, { 'a.c': `${NUMBERED}end\n`, 'new.c': 'x' });
  expect(await changes(root)).toEqual({
    files: { 'a.c': [{ from: 21, to: 21, gap: false }] },
    passedOver: ['not tracked by git'],
  });
});

test('only what changed on this side since the branches parted', async () => {
  const root = repository({ 'a.c': NUMBERED });
  run(root, 'checkout', '--quiet', '-b', 'topic');
  write(root, { 'mine.c': 'x\n' });
  commit(root);
  run(root, 'checkout', '--quiet', 'main');
  write(root, { 'theirs.c': 'x\n' });
  commit(root);
  run(root, 'checkout', '--quiet', 'topic');
  expect(Object.keys((await changes(root, 'main')).files)).toEqual(['mine.c']);
});

test('a submodule is passed over', async () => {
  const root = repository({ 'a.c': 'x' });
  const other = repository({ 'b.c': 'x' });
  run(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'sub.c');
  commit(root);
  expect(await changes(root)).toEqual({ files: {}, passedOver: ['hidden file', 'submodule'] });
});

test('paths narrow it', async () => {
  const root = repository({ 'a.c': 'x' });
  write(root, { 'one/b.c': 'x\n', 'two/c.c': 'x\n' });
  commit(root);
  expect(Object.keys((await changes(root, 'base', ['two'])).files)).toEqual(['two/c.c']);
});

test.each([
  ['no such commit', 'nowhere', 'there is no such commit here'],
  ['an option in the place of a commit', '--output=x', 'there is no such commit here'],
])('%s is a usage error', async (_what, base, message) => {
  await expect(changes(repository({ 'a.c': 'x' }), base)).rejects.toThrow(message);
});

test('without common history it says so', async () => {
  const root = repository({ 'a.c': 'x' });
  run(root, 'checkout', '--quiet', '--orphan', 'other');
  write(root, { 'a.c': 'y' });
  commit(root);
  await expect(changes(root)).rejects.toThrow('shares no history with HEAD');
});

test('outside a repository it says so', async () => {
  await expect(changes(folder())).rejects.toThrow('needs a git repository');
});
