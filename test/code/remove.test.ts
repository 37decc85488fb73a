import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/code/apply-edits.ts';
import { elementsOf } from '../../src/code/elements-of.ts';
import type { Language } from '../../src/code/language.ts';
import { remove } from '../../src/code/remove.ts';
import { fn, the } from './in.ts';

/** The function without the first statement that begins with `gone`, or why not. */
async function without(language: Language, code: string, statement = 'gone'): Promise<string> {
  const parsed = await fn(language, code);
  const own = elementsOf(parsed, ['statement']).find(({ text }) => text.startsWith(statement));
  const result = remove(parsed, own ?? the(parsed, 'statement', statement));
  return 'reason' in result ? `! ${result.reason}` : applyEdits(code, result.edits);
}

describe('remove', () => {
  it.each([
    ['its whole line', 'void f() {\n    a();\n    gone();\n    b();\n}', 'void f() {\n    a();\n    b();\n}'],
    ['its lines', 'void f() {\n\tgone(1,\n\t\t2);\n\tb();\n}', 'void f() {\n\tb();\n}'],
    ['a line of CRLF', 'void f() {\r\n  gone();\r\n  b();\r\n}\r\n', 'void f() {\r\n  b();\r\n}\r\n'],
    ['the first of two on a line', 'void f() {\n  gone(); b();\n}', 'void f() {\n  b();\n}'],
    ['the last of two on a line', 'void f() {\n  a(); gone();\n}', 'void f() {\n  a();\n}'],
    ['one beside a brace', 'void f() { gone(); }', 'void f() { }'],
    ['one right after the brace', 'void f() {gone();\n  b(); }', 'void f() {\n  b(); }'],
    ['one before a comment', 'void f() {\n  gone(); // why\n}', 'void f() {\n  // why\n}'],
    ['one without its semicolon', 'void f() {\n  gone()\n  int b;\n}', 'void f() {\n  int b;\n}'],
    ['the body of an if', 'void f() { if (a) gone(); else b(); }', 'void f() { if (a) {} else b(); }'],
    ['an else', 'void f() { if (a) b(); else gone(); }', 'void f() { if (a) b(); else {} }'],
    ['the body of a loop', 'void f() { while (a) gone(); }', 'void f() { while (a) {} }'],
    ['what a label stands before', 'void f() { x: gone(); }', 'void f() { x: {} }'],
    [
      'the only one of a case',
      'void f() { switch (a) { case 1: gone(); } }',
      'void f() { switch (a) { case 1: {} } }',
    ],
    [
      'one of two of a case',
      'void f() { switch (a) { case 1: gone(); b(); } }',
      'void f() { switch (a) { case 1: b(); } }',
    ],
  ])('takes out %s', async (_, code, expected) => {
    expect(await without('c', code)).toBe(expected);
  });

  it.each([
    ['on lines of their own', 'void f() {\n  gone(1);\n  a();\n  gone(1);\n}', 'void f() {\n  a();\n}'],
    ['on lines that follow', 'void f() {\n  gone(1);\n  gone(1);\n  a();\n}', 'void f() {\n  a();\n}'],
    ['on one line', 'void f() {\n  gone(1);  gone(1);\n  a();\n}', 'void f() {\n  a();\n}'],
    ['one a body', 'void f() { gone(1); if (a) gone(1); }', 'void f() { if (a) {} }'],
    [
      'all of a case',
      'void f() { gone(1); switch (a) { case 1: gone(1); gone(1); } }',
      'void f() { switch (a) { case 1: {} } }',
    ],
    [
      'a name of their own',
      'void f() { if (a) { int gone = 1; } while (b) { int gone = 1; } }',
      'void f() { if (a) { } while (b) { } }',
    ],
    [
      'a name that stands beside one of them',
      'void f() { if (a) { int gone = 1; } while (b) { int gone = 1; k(gone); } }',
      '! gone is used elsewhere',
    ],
  ])('takes out equal statements wherever they stand: %s', async (_, code, expected) => {
    expect(await without('c', code, code.includes('int gone') ? 'int gone' : 'gone')).toBe(expected);
  });

  it.each([
    [
      'python',
      'def f():\n    if a:\n        gone()\n    b()\n',
      'def f():\n    if a:\n        pass\n    b()\n',
    ],
    ['python', 'def f():\n    gone(); b()\n', 'def f():\n    b()\n'],
    ['python', 'def f():\n    a(); gone()\n', 'def f():\n    a();\n'],
    ['python', 'def f():\n    b()\n    gone()', 'def f():\n    b()'],
    ['java', 'void f() { for (;;) gone(); }', 'void f() { for (;;) {} }'],
    ['javascript', 'function f() {\n  gone()\n  b()\n}', 'function f() {\n  b()\n}'],
    ['go', 'func f() {\n\tif a {\n\t\tgone()\n\t}\n}', 'func f() {\n\tif a {\n\t}\n}'],
    ['ruby', 'def f\n  gone()\n  b\nend', 'def f\n  b\nend'],
    ['rust', 'fn f() -> u8 {\n    gone();\n    b\n}', 'fn f() -> u8 {\n    b\n}'],
  ] as const)('%s: %j', async (language, code, expected) => {
    expect(await without(language, code)).toBe(expected);
  });

  it.each([
    ['c', 'void f() { int x = 1; g(x); }', 'int x', 'x is used elsewhere'],
    ['c', 'void f() { l: g(); goto l; }', 'l:', 'l is used elsewhere'],
    ['c', 'void f() { typedef int t; t a; }', 'typedef', 't is used elsewhere'],
    ['java', 'void f() { class A {} new A(); }', 'class A', 'A is used elsewhere'],
    ['python', 'def f():\n    import os\n    os.x()\n', 'import', 'os is used elsewhere'],
  ] as const)('%s: leaves in %s what begins with %s', async (language, code, statement, reason) => {
    expect(await without(language, code, statement)).toBe(`! ${reason}`);
  });

  it.each([
    [
      'a name that is declared again in the other',
      'void f() { for (int i = 0; i < 2; i++) g(i); for (int i = 0;;) h(i); }',
      'for (int i = 0; i',
    ],
    ['a name that only it uses', 'void f() { { int x = 1; g(x); } }', 'g(x)'],
  ])('is not held back by %s', async (_, code, statement) => {
    expect(await without('c', code, statement)).not.toMatch(/^!/);
  });

  it('takes out one of several assignments of Python, not the only one', async () => {
    const twice = 'def f():\n    x = 1\n    x = 2\n    return x\n';
    expect(await without('python', twice, 'x = 1')).toBe('def f():\n    x = 2\n    return x\n');
    expect(await without('python', 'def f():\n    x = 1\n    return x\n', 'x = 1')).toBe(
      '! x is used elsewhere',
    );
  });
});
