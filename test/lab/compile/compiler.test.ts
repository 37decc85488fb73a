import { expect, test } from 'vitest';
import { compilerFor } from '../../../src/lab/compile/compiler.ts';
import { saysNoMore } from '../../../src/lab/compile/says-no-more.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';

const unknown = (name: string) => ({ at: 0, message: `error: '${name}' undeclared` });

test.each([
  ['the same', 'int a = b;', ['b'], 'int a = b;', ['b'], true],
  ['a name for another', 'int a = b;', ['b'], 'int a = c;', ['c'], true],
  ['nothing any more', 'int a = b;', ['b'], 'int a;', [], true],
  ['something more of a name that stood there', 'int a = b; f(c);', ['b'], 'int a = b; f(c);', ['c'], false],
  ['one thing twice', 'int a = b;', ['b'], 'int a = b + b;', ['b', 'b'], false],
])('a compiler that says %s', (_, before, was, after, is, expected) => {
  expect(
    saysNoMore(
      { text: before, diagnostics: was.map(unknown) },
      { text: after, diagnostics: is.map(unknown) },
    ),
  ).toBe(expected);
});

const trigger = 'int f(Foo *x) { if (rand() < 0) printf("fail"); return x->size; }';
const java = 'int f(Foo x) { assertTrue(1 >= 0); int ret_Val_ = 1; return ret_Val_; }';

test.each([
  ['c', trigger, trigger.replace(/if.*?;/, ''), true],
  ['c', trigger, trigger.replaceAll('x', 'item'), true],
  ['c', trigger, trigger.replace('x->size', 'size'), false],
  ['c', trigger, trigger.replace('{', ''), false],
  ['java', java, java.replace('assertTrue(1 >= 0);', ''), true],
  ['java', java, java.replaceAll('ret_Val_', 'v'), true],
  ['java', java, java.replace('ret_Val_', 'v'), false],
] as const)('%s where there is a compiler: %s → %s', async (language, before, after, expected) => {
  const compiler = compilerFor(language);
  if (compiler === undefined) return;
  expect(compiler.check([{ before, after }], await loadGrammar(language))).toEqual([expected]);
});

test.each([
  ['the function itself', 'int f(int x) { return g(x) + y; }', true],
  ['something else', 'int f(int x) { return g(z) + y; }', false],
])('of what follows a trigger that is no sound code the original decides: %s', async (_, after, expected) => {
  const compiler = compilerFor('c');
  if (compiler === undefined) return;
  const original = 'int f(int x) { return g(x) + y; }';
  const before = original.replace('{ return', '{ while (sin(0.1) > 3) printf("x") return');
  const grammar = await loadGrammar('c');
  expect(compiler.check([{ before, after }], grammar)).toEqual([false]);
  expect(compiler.check([{ before, after, original }], grammar)).toEqual([expected]);
});

test('there is no compiler for other languages', () => {
  expect(compilerFor('python')).toBeUndefined();
});
