import { applyPatch, parsePatch } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween } from '../../demo/github/git/changes-between.ts';
import { fileDiff } from '../../demo/github/git/file-diff.ts';
import { commitsSince, mergeBase } from '../../demo/github/git/history.ts';
import type { Entry } from '../../demo/github/git/object.ts';
import { ObjectStore } from '../../demo/github/git/object-store.ts';
import { patchText } from '../../demo/github/git/patch-text.ts';
import { putFiles } from '../../demo/github/git/put-files.ts';

const ADA = { name: 'Ada', email: 'ada@x.org', date: new Date('2026-01-02T03:04:05Z') };

function tree(store: ObjectStore, files: Readonly<Record<string, string>>): string {
  const entries = Object.entries(files).map(([path, text]): [string, Entry] => [
    path,
    { mode: '100644', id: store.putText(text) },
  ]);
  return putFiles(store, new Map(entries));
}

function commit(store: ObjectStore, name: string, ...parents: readonly string[]): string {
  const message = `${name}\n`;
  return store.put({
    type: 'commit',
    tree: tree(store, { name }),
    parents,
    author: ADA,
    committer: ADA,
    message,
  });
}

test('objects get the ids that git gives them', () => {
  const store = new ObjectStore();
  const files = new Map<string, Entry>([
    ['src/a.c', { mode: '100644', id: store.putText('hi\n') }],
    ['lib/b', { mode: '100755', id: store.putText('x') }],
    ['lib.c', { mode: '100644', id: store.putText('y\n') }],
    ['link', { mode: '120000', id: store.putText('lib.c') }],
  ]);
  const root = putFiles(store, files);
  expect(root).toBe('804b1102ab0d5ae818e0cf052d7cf26c0652250b');
  const first = {
    type: 'commit',
    tree: root,
    parents: [],
    author: ADA,
    committer: ADA,
    message: 'First\n',
  } as const;
  expect(store.put(first)).toBe('385d606adb40cdf69ffac895ed68b281f11ee1f0');
});

test('the merge base is the youngest shared commit, also behind a merge', () => {
  const store = new ObjectStore();
  const root = commit(store, 'root');
  const main = commit(store, 'main', commit(store, 'middle', root));
  const feature = commit(store, 'feature', root);
  const merged = commit(store, 'merged', feature, main);
  expect(mergeBase(store, main, feature)).toBe(root);
  expect(mergeBase(store, main, merged)).toBe(main);
  expect(commitsSince(store, main, merged)).toEqual([feature, merged]);
});

test.each([
  [
    'one moved, one edited a little',
    { 'b.c': 'a\nb\nc\nd\n', 'c.c': 'q\nr\ns\nT\n' },
    ['renamed b.c', 'renamed c.c'],
  ],
  ['one gone, one new', { 'x.c': 'nothing\nalike\n' }, ['removed a.c', 'removed old.c', 'added x.c']],
  ['nothing', { 'a.c': 'a\nb\nc\nd\n', 'old.c': 'q\nr\ns\nt\n' }, []],
])('changes: %s', (_, after, expected) => {
  const store = new ObjectStore();
  const base = tree(store, { 'a.c': 'a\nb\nc\nd\n', 'old.c': 'q\nr\ns\nt\n' });
  const changes = changesBetween(store, base, tree(store, after));
  expect(changes.map(({ status, path }) => `${status} ${path}`)).toEqual(expected);
});

test.each([
  ['a new file', '', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b'],
  ['one line', 'a\n', 'b\n', '@@ -1 +1 @@\n-a\n+b'],
  ['a lost line end', 'a\n', 'a', '@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file'],
  ['carriage returns stay', 'a\r\nb\r\n', 'a\r\nc\r\n', '@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r'],
  [
    'the function is named',
    'int f()\n1\n2\n3\n4\n5\n',
    'int f()\n1\n2\n3\n4\n6\n',
    '@@ -3,4 +3,4 @@ int f()\n 2\n 3\n 4\n-5\n+6',
  ],
])('the patch of %s', (_, before, after, patch) => {
  const { hunks = [] } = fileDiff(Buffer.from(before), Buffer.from(after));
  expect(patchText(hunks, before)).toBe(patch);
});

test.each([
  ['binary', Buffer.from([0]), Buffer.from([1, 0]), 0],
  ['the same text', Buffer.from('a'), Buffer.from('a'), 0],
  ['too large', Buffer.from(''), Buffer.from('x\n'.repeat(300_000)), 300_000],
])('no patch: %s', (_, before, after, additions) => {
  expect(fileDiff(before, after)).toEqual({ additions, deletions: 0 });
});

const lines = fc.array(fc.constantFrom('a', 'b', '}', 'int f(void)', '', 'ü 😀', '- x'), { maxLength: 40 });
const texts = fc
  .record({ lines, end: fc.constantFrom('\n', '\r\n'), ended: fc.boolean() })
  .map(({ lines, end, ended }) => lines.join(end) + (ended ? end : ''));

test('a patch, applied to what was before, gives what came after', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const { hunks } = fileDiff(Buffer.from(before), Buffer.from(after));
      const [patch] = parsePatch(patchText(hunks ?? [], before));
      const applied = patch && applyPatch(before, patch, { autoConvertLineEndings: false });
      expect(hunks === undefined ? before : applied).toBe(after);
    }),
    { numRuns: 300 },
  );
});
