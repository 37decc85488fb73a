import { describe, expect, it } from 'vitest';
import { ELEMENT_KINDS } from '../../src/code/element.ts';
import { elementsOf } from '../../src/code/elements-of.ts';
import { functionsOf } from '../../src/code/functions-of.ts';
import type { Language } from '../../src/code/language.ts';
import { mask } from '../../src/code/mask.ts';
import { MAX_LENGTH, parse } from '../../src/code/parse.ts';
import { parseFunction } from '../../src/code/parse-function.ts';
import { remove } from '../../src/code/remove.ts';
import { rename } from '../../src/code/rename.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import { all, fn, texts } from './in.ts';

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join('');

const INPUTS = {
  nothing: '',
  'white space': ' \t\r\n',
  'an unterminated string': 'void f() { char *s = "abc; int x; }\n int y; }',
  'an unterminated comment': 'void f() { /* int x; }',
  'a NUL': 'void f() { int a\0b; a++; }',
  'a byte order mark': '\uFEFFvoid f(int a) { a++; }',
  'half a surrogate pair': 'void f() { g("\ud800"); int a; }',
  'emoji and combining characters in names':
    'void f(int e\u0301, int größe) { /* 😀 */ größe = e\u0301; int 😀x; }',
  'CRLF and tabs': 'void f(int a) {\r\n\ta++;\r\n\tif (a)\r\n\t\ta--;\r\n}\r\n',
  '2,000 nested blocks': `void f(int a) {${'if (a) {'.repeat(2000)}a++;${'}'.repeat(2000)}}`,
  '2,000 blocks that do not end': `void f(int a) {${'if (a) {'.repeat(2000)}`,
  '2,000 times else if': `void f(int a) { ${'if (a) a++; else '.repeat(2000)} a--; }`,
  '5,000 parentheses': `void f(int a) { a = ${'('.repeat(5000)}a${')'.repeat(5000)}; }`,
  '10,000 identifiers': `void f() {${many(10_000, (i) => `int v${i} = ${i};\n`)}}`,
  '3,000 declarations of one name': `void f() {${many(3000, () => '{ int v; v++; }\n')}}`,
  '1,000 missing semicolons': `void f() {${many(1000, (i) => `g(${i})\n h${i}->x = 2;\n`)}}`,
  '20,000 closing braces': '}'.repeat(20_000),
  punctuation: many(5000, (i) => '(){};if x "\'=*&#\n'.charAt((i * 7919) % 17)),
};

describe.each(Object.entries(INPUTS))('%s', (_, text) => {
  it.each(['c', 'java', 'python', 'javascript'] as const satisfies Language[])(
    'in %s is read, masked and edited within its text',
    async (language) => {
      const grammar = await loadGrammar(language);
      const parsed = parseFunction(grammar, text);
      if ('reason' in parsed) return expect(parsed.reason).toBe('parse failed');
      for (const found of functionsOf(parsed)) expect(text.slice(found.from, found.to)).toBe(found.text);
      const elements = elementsOf(parsed, ELEMENT_KINDS);
      for (const { ranges } of elements) {
        expect(ranges.length).toBeGreaterThan(0);
        expect(ranges.every(([from, to]) => 0 <= from && from < to && to <= text.length)).toBe(true);
      }
      const filled = mask(text, elements, 'each').map((piece) =>
        typeof piece === 'string' ? piece : piece.hidden,
      );
      expect(filled.join('')).toBe(text);
      const [name] = elementsOf(parsed, ['identifier']);
      const [statement] = elementsOf(parsed, ['statement']);
      if (name !== undefined) rename(parsed, name, 'fresh_1');
      if (statement !== undefined) remove(parsed, statement);
    },
  );
});

it('does not parse what is too large', async () => {
  const grammar = await loadGrammar('c');
  expect(parse(grammar, `void f() {${'a();\n'.repeat(2_000_000)}}`)).toEqual({ reason: 'too large' });
  expect(parse(grammar, ' '.repeat(MAX_LENGTH))).not.toHaveProperty('reason');
});

it('gives up in time and can parse again', async () => {
  const grammar = await loadGrammar('c');
  expect(parseFunction(grammar, '{'.repeat(200_000))).toEqual({ reason: 'parse failed' });
  expect(parseFunction(grammar, 'void f() { }')).not.toHaveProperty('reason');
});

it('nests statements no deeper than a stack can bear', async () => {
  const parsed = await fn('c', INPUTS['2,000 nested blocks']);
  expect(texts(all(parsed, 'statement'))).toHaveLength(100);
});

it('lists more elements than a call can take arguments', async () => {
  const parsed = await fn('c', `void f() {${'/**/'.repeat(140_000)}}`);
  expect(elementsOf(parsed, ['comment'])).toHaveLength(140_000);
});

it('leaves nothing in the memory of WebAssembly', async () => {
  const grammar = await loadGrammar('c');
  const code = `void f(int a) {${many(40, (i) => `if (a > ${i}) g(a, ${i});\n`)}}`;
  const parsed = () =>
    elementsOf(parse(grammar, code) as Exclude<ReturnType<typeof parse>, { reason: string }>, ['identifier']);
  for (let i = 0; i < 200; i++) parsed();
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 1500; i++) parsed();
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
});
