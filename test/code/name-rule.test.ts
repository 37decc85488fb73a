import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/code/language.ts';
import { nameTest } from '../../src/code/name-rule.ts';
import { parseFunction } from '../../src/code/parse-function.ts';
import { loadGrammar } from '../../src/load-grammar.ts';

/** A function with a local of that name, without marks such as PHP's `$`. */
const LOCAL: Readonly<Record<Language, (name: string) => string>> = {
  c: (name) => `void f(void) { int ${name} = 1; }`,
  cpp: (name) => `void f() { int ${name} = 1; }`,
  java: (name) => `void f() { int ${name} = 1; }`,
  python: (name) => `def f():\n    ${name} = 1\n`,
  javascript: (name) => `function f() { let ${name} = 1; }`,
  typescript: (name) => `function f() { let ${name} = 1; }`,
  tsx: (name) => `function f() { let ${name} = 1; }`,
  go: (name) => `func f() { ${name} := 1 }`,
  csharp: (name) => `void F() { int ${name} = 1; }`,
  php: (name) => `function f() { $${name} = 1; }`,
  ruby: (name) => `def f\n  ${name} = 1\nend\n`,
  rust: (name) => `fn f() { let ${name} = 1; }`,
};

const YES = ['a', 'ret_Val_', '_', 'x1', 'größe'];
const NO = ['', '1x', 'a b', 'a-b', 'a.b', ' a', 'a;', 'a\n', 'a\ufffd'];

describe.each(LANGUAGES)('a name in %s', (language) => {
  const { isName, isPart } = nameTest(language);

  it.each(YES)('can be "%s", which its parser takes too', async (name) => {
    expect(isName(name)).toBe(true);
    const parsed = parseFunction(await loadGrammar(language), LOCAL[language](name));
    expect('reason' in parsed ? parsed : parsed.errors).toEqual([]);
  });

  it.each(NO)('cannot be "%s"', (name) => {
    expect(isName(name)).toBe(false);
  });

  it('may have a digit in its middle', () => {
    expect([isPart('1x'), isPart('x'), isPart(' x'), isPart('')]).toEqual([true, true, false, false]);
  });
});

it.each([
  ['java', '$x', true],
  ['typescript', '$x', true],
  ['c', '$x', false],
  ['go', 'x٣', true],
  ['ruby', 'Ab', false],
  ['php', '€', true],
  ['rust', '€', false],
] as const)('in %s "%s" is a name: %s', (language, name, allowed) => {
  expect(nameTest(language).isName(name)).toBe(allowed);
});

it("knows the paper's filter, which is one for all languages", () => {
  const { isName, isPart } = nameTest('java', 'paper');
  expect([isName('1x'), isPart('_x'), isPart('$'), isPart('é')]).toEqual([true, true, false, false]);
});
