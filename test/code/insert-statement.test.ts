import { expect, test } from 'vitest';
import { insertStatement } from '../../src/code/insert-statement.ts';
import { parseFunction } from '../../src/code/parse-function.ts';
import { loadGrammar } from '../../src/load-grammar.ts';

test.each([
  ['javascript', 'function f({ a, b }, c = { d: 1 }) ', '{ return a + b; }'],
  ['javascript', 'const f = ({ a }) => ', '{ return { a }; };'],
  ['typescript', 'function f(a: { b: number }, { c }: T): { d: number } ', '{ return g(a, c); }'],
  ['tsx', 'function f({ a }: { a: number }) ', '{ return <b>{a}</b>; }'],
  ['go', 'func f(a struct{ b int }, c interface{ D() }) (int, error) ', '{ return a.b, nil }'],
  ['csharp', 'int P { get ', '{ return 1; } set { x = value; } }'],
  ['php', 'function f(array $a = []): int ', '{ return $a[0]; }'],
  ['rust', 'fn f(S { a, b }: S) -> u8 ', '{ a + b }'],
  ['cpp', 'S::S(int a, std::vector<int> b = {1, 2}) : c{a} ', '{ g(b); }'],
] as const)('in %s a statement goes behind the brace of the body: %s', async (language, head, body) => {
  const parsed = parseFunction(await loadGrammar(language), head + body);
  if ('reason' in parsed) throw new Error(parsed.reason);
  const planted = insertStatement(parsed, 'x();');
  expect(planted).toMatchObject({ code: `${head}{\n\n    x();${body.slice(1)}` });
});

test.each([
  ['python', 'def f(a, b={}):\n    return {1: a}\n'],
  ['ruby', 'def f(a, b = {})\n  a.each { |x| p x }\nend\n'],
] as const)('%s has no braces to go behind', async (language, code) => {
  const parsed = parseFunction(await loadGrammar(language), code);
  if ('reason' in parsed) throw new Error(parsed.reason);
  expect(insertStatement(parsed, 'x()')).toEqual({ reason: 'no opening brace' });
});
