import { expect, test } from 'vitest';
import { markedPaths } from '../../../src/github/pull-request/marked-paths.ts';

const GENERATED = 'generated file';

const rules: readonly (readonly [string, string, string | undefined])[] = [
  ['*.pb.go linguist-generated', 'api/a.pb.go', GENERATED],
  ['*.pb.go linguist-generated=true -diff', 'a.pb.go', GENERATED],
  ['/dist/** linguist-generated', 'dist/js/a.js', GENERATED],
  ['/dist/** linguist-generated', 'src/dist/a.js', undefined],
  ['lib/** linguist-vendored', 'lib/a.c', 'vendored file'],
  ['lib/** -linguist-vendored', 'lib/a.c', undefined],
  ['dist linguist-generated', 'dist/a.js', undefined],
  ['dist/ linguist-generated', 'dist/a.js', undefined],
  ['src/gen/*.c linguist-generated\nsrc/gen/own.c -linguist-generated', 'src/gen/own.c', undefined],
  ['src/gen/*.c linguist-generated\nsrc/gen/own.c !linguist-generated', 'src/gen/own.c', undefined],
  ['src/gen/*.c linguist-generated\nsrc/gen/own.c -linguist-generated', 'src/gen/other.c', GENERATED],
  ['# *.c linguist-generated', 'a.c', undefined],
  ['*.c text', 'a.c', undefined],
  ['*.[ch] linguist-generated', 'a.c', undefined],
  ['"*.c" linguist-generated', 'a.c', undefined],
  ['*.c linguist-generated\n[a-f].c -linguist-generated', 'a.c', undefined],
  [`${'a*'.repeat(60)}b linguist-generated`, 'a'.repeat(4_000), undefined],
  [`*.c linguist-generated\n${'#'.repeat(70_000)}`, 'a.c', undefined],
];

test.each(rules)('%s: %s is %s', (attributes, path, mark) => {
  const folders = ['', ...path.split('/').slice(0, -1)].map((_, index, all) =>
    all.slice(1, index + 1).join('/'),
  );
  const texts = new Map(folders.map((folder) => [folder, folder === '' ? attributes : undefined]));
  expect(markedPaths(texts)(path)).toBe(mark);
});

const MARKED = '*.c linguist-generated';
const MANY = Array.from({ length: 51 }, (_, index) => `${index}.c -linguist-generated`).join('\n');

test.each<[string, Record<string, string | undefined>, string | undefined]>([
  ['a folder marks what is in it', { '': undefined, a: undefined, 'a/b': MARKED }, GENERATED],
  [
    'what lies deeper counts before',
    { '': MARKED, a: undefined, 'a/b': 'f.c -linguist-generated' },
    undefined,
  ],
  [
    'a folder that says nothing of it',
    { '': undefined, a: MARKED, 'a/b': '*.h linguist-generated' },
    GENERATED,
  ],
  [
    'a path is meant from its own folder',
    { '': undefined, a: 'a/b/f.c linguist-generated', 'a/b': undefined },
    undefined,
  ],
  ['a folder that is not known may say otherwise', { '': MARKED, a: undefined }, undefined],
  ['so may what was left out of too many lines', { '': MARKED, a: MANY, 'a/b': undefined }, undefined],
])('%s', (_, texts, mark) => {
  expect(markedPaths(new Map(Object.entries(texts)))('a/b/f.c')).toBe(mark);
});
