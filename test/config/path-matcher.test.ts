import { matchesGlob } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathMatcher } from '../../src/config/path-matcher.ts';
import { LONGEST_PATTERN, pathPatternSchema } from '../../src/config/path-pattern.ts';

test.each([
  ['src', ['src', 'src/a.c', 'src/a/b.c'], ['lib/src/a.c', 'srcs/a.c', 'Src/a.c']],
  ['src/', ['src/a.c'], ['srcs/a.c']],
  ['*.c', ['a.c', '.c', '.hidden.c'], ['src/a.c', 'a.cpp']],
  ['**/*.c', ['a.c', 'src/a.c', 'a/b/c/d.c'], ['a.h']],
  ['src/**/test/*.c', ['src/test/a.c', 'src/a/b/test/a.c'], ['src/test/a/b.h', 'test/a.c']],
  ['**/gen/**', ['gen/a.c', 'a/gen/b/c.c'], ['general/a.c']],
  ['**', ['a', 'a/b/c'], []],
  ['a?c', ['abc', 'a😀c', 'abc/d'], ['ac', 'a/c', 'abbc']],
  ['a*b*c', ['abc', 'axbxbxc'], ['ab', 'axc', 'ab/c']],
  ['a.c(1)+$', ['a.c(1)+$'], ['abc(1)+$']],
])('%s', (pattern, matched, others) => {
  const match = pathMatcher([pattern]);
  for (const path of matched) expect(match(path), path).toBe(pattern);
  for (const path of others) expect(match(path), path).toBeUndefined();
});

const name = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 });
const wild = fc.oneof(
  name,
  fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 5 }),
);
const segment = fc.oneof({ weight: 3, arbitrary: wild }, { weight: 1, arbitrary: fc.constant('**') });

test('a path is matched as other globs match it, or a folder that it lies in', () => {
  fc.assert(
    fc.property(
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.array(name, { minLength: 1, maxLength: 5 }),
      (pattern, path) => {
        const glob = pattern.map((each) => (each === '**' ? each : each.replaceAll(/\*+/g, '*'))).join('/');
        const folders = path.map((_, depth) => path.slice(0, depth + 1).join('/'));
        // Node's `a/**` wants something below a; here the folder a itself will do.
        const globs = [glob, glob.replace(/(?:\/\*\*)+$/, '')];
        const expected = globs.some((each) => folders.some((folder) => matchesGlob(folder, each)));
        expect(pathMatcher([glob])(path.join('/')) !== undefined).toBe(expected);
      },
    ),
    { numRuns: 2000 },
  );
});

test('the work is bounded, whatever the pattern and the path', () => {
  const patterns = ['*a', 'a*', '*a*', '?*'].map((piece) => `${piece.repeat(40)}b`.slice(0, LONGEST_PATTERN));
  const deep = `${'**/a/'.repeat(24)}b`;
  const match = pathMatcher([...patterns, deep]);
  // An engine that backtracks would need more steps than there is time.
  expect(match('a'.repeat(4096))).toBeUndefined();
  expect(match('a/'.repeat(2048))).toBeUndefined();
});

test.each([
  ['/src', /leave the first/],
  ['!src', /cannot be turned round/],
  ['src\\*.c', /separated by \//],
  ['*.{c,h}', /one pattern for each/],
  ['[ab].c', /one pattern for each/],
  ['../other', /\.\. cannot stand/],
  ['./src', /\. and/],
  ['src/..', /\.\. cannot stand/],
  ['src//a', /without a name/],
  ['**.c', /\*\* stands for whole folders/],
  ['***', /\*\* stands for whole folders/],
  ['a\u0000b', /control characters/],
])('the pattern %j is refused', (pattern, why) => {
  const { error } = pathPatternSchema.safeParse(pattern);
  expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringMatching(why)]);
});

test.each(['**', 'src', 'src/', '.github/**', 'a..b/*.c', '**/…/x', '@scope/(group)/*'])(
  '%s is a pattern',
  (pattern) => {
    expect(pathPatternSchema.safeParse(pattern).success).toBe(true);
  },
);
