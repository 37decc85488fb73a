import { expect, test } from 'vitest';
import { generatedPaths } from '../../../src/github/pull-request/generated.ts';

const rules: readonly (readonly [string, string, boolean])[] = [
  ['*.pb.go linguist-generated', 'api/a.pb.go', true],
  ['*.pb.go linguist-generated=true -diff', 'a.pb.go', true],
  ['/dist/** linguist-generated', 'dist/js/a.js', true],
  ['/dist/** linguist-generated', 'src/dist/a.js', false],
  ['src/gen/*.c linguist-generated\nsrc/gen/own.c -linguist-generated', 'src/gen/own.c', false],
  ['src/gen/*.c linguist-generated\nsrc/gen/own.c -linguist-generated', 'src/gen/other.c', true],
  ['# *.c linguist-generated', 'a.c', false],
  ['*.c text', 'a.c', false],
  ['*.[ch] linguist-generated', 'a.c', false],
  ['"*.c" linguist-generated', 'a.c', false],
  [`${'a*'.repeat(60)}b linguist-generated`, 'a'.repeat(4_000), false],
];

test.each(rules)('%s: is %s generated? %s', (attributes, path, generated) => {
  expect(generatedPaths(attributes)(path)).toBe(generated);
});
