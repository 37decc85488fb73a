import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/code/apply-edits.ts';
import { bindingStructure } from '../../src/code/binding-structure.ts';
import type { Language } from '../../src/code/language.ts';
import { rename } from '../../src/code/rename.ts';
import { fn, the } from './in.ts';
import { SAMPLES } from './samples.ts';

/** The function with `x` renamed to `y`, or why not. */
async function renamed(language: Language, code: string, from = 'x', to = 'y'): Promise<string> {
  const parsed = await fn(language, code);
  const result = rename(parsed, the(parsed, 'identifier', from), to);
  return 'reason' in result ? `! ${result.reason}` : applyEdits(code, result.edits);
}

describe('rename edits only what is bound to the name', () => {
  it.each([
    ['c', 'int f(int x) { return p->x + x; }', 'int f(int y) { return p->x + y; }'],
    ['c', 'int f(int x) { x: goto x; }', 'int f(int y) { x: goto x; }'],
    ['c', 'int f(struct x *x) { return x->n; }', 'int f(struct x *y) { return y->n; }'],
    ['c', 'void f(void) { { int x; x = 1; } x = 2; }', 'void f(void) { { int y; y = 1; } x = 2; }'],
    ['c', 'void f(int x) { { int x = 1; g(x); } g(x); }', 'void f(int y) { { int y = 1; g(y); } g(y); }'],
    ['c', 'void f(void) { g(x); int x = 1; g(x); }', 'void f(void) { g(x); int y = 1; g(y); }'],
    ['c', 'int f(x) int x; { return x; }', 'int f(y) int y; { return y; }'],
    ['c', 'void f(void (*x)(int)) { x(1); }', 'void f(void (*y)(int)) { y(1); }'],
    ['c', 'void f(int x) { S s = { .x = x }; }', 'void f(int y) { S s = { .x = y }; }'],
    ['c', 'void f(int x) { p = &&x; x: g(x); }', 'void f(int y) { p = &&x; x: g(y); }'],
    [
      'c',
      'void f(int x) { asm("%[x]" : "=r"(x) : [x] "r"(x)); }',
      'void f(int y) { asm("%[x]" : "=r"(y) : [x] "r"(y)); }',
    ],
    ['java', 'void f(int x) { this.x = x; x.x(); }', 'void f(int y) { this.x = y; y.x(); }'],
    ['java', 'void f() { for (int x : a) g(x); g(x); }', 'void f() { for (int y : a) g(y); g(x); }'],
    ['java', 'void f(A x) { g(x::x); }', 'void f(A y) { g(y::x); }'],
    ['java', 'int x(int x) { return x(x); }', 'int y(int y) { return y(y); }'],
    ['javascript', 'function f(x) { return {x}; }', 'function f(y) { return {x: y}; }'],
    ['javascript', 'function f(x) { return {x: x.x}; }', 'function f(y) { return {x: y.x}; }'],
    ['javascript', 'function f({x}) { return x; }', 'function f({x: y}) { return y; }'],
    ['javascript', 'function f({x = 1}) { return x; }', 'function f({x: y = 1}) { return y; }'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    ['javascript', 'function f(x) { return `${x} x`; }', 'function f(y) { return `${y} x`; }'],
    [
      'javascript',
      'function f() { if (a) { var x = 1; } return x; }',
      'function f() { if (a) { var y = 1; } return y; }',
    ],
    ['javascript', 'function f() { { let x = 1; } return x; }', 'function f() { { let y = 1; } return x; }'],
    ['python', 'def f(x):\n    return g(x=x, n=x.x)\n', '! x is passed by name'],
    [
      'python',
      'def f():\n    x = 1\n    return g(x=x, n=x.x)\n',
      'def f():\n    y = 1\n    return g(x=y, n=y.x)\n',
    ],
    ['python', 'def f():\n    x = 1\n    return f"{x} x"\n', 'def f():\n    y = 1\n    return f"{y} x"\n'],
    ['go', 'func f(x int) T { return T{x: x} }', 'func f(y int) T { return T{x: y} }'],
    ['go', 'func f() { x := x; g(x) }', 'func f() { y := x; g(y) }'],
    ['rust', 'fn f(x: u8) -> P { P { x } }', 'fn f(y: u8) -> P { P { x: y } }'],
    ['rust', 'fn f(P { x }: P) -> u8 { x }', 'fn f(P { x: y }: P) -> u8 { y }'],
    [
      'ruby',
      'def f(x)\n  "#{x} x" + self.x + { x: x }\nend',
      'def f(y)\n  "#{y} x" + self.x + { x: y }\nend',
    ],
    ['csharp', 'void F(int x) { this.x = x; G(x: x); }', '! x is passed by name'],
    ['csharp', 'void F() { var x = 1; this.x = x; }', 'void F() { var y = 1; this.x = y; }'],
    ['php', 'function f($x) { return "$x x" . $this->x; }', 'function f($y) { return "$y x" . $this->x; }'],
  ] as const)('%s: %s', async (language, code, expected) => {
    expect(await renamed(language, code)).toBe(expected);
  });
});

describe('rename refuses', () => {
  it.each([
    ['a name that is used', 'void f(int x) { y = x; }', 'y'],
    ['the name of a field', 'void f(int x) { p->y = x; }', 'y'],
    ['the name of what is called', 'void f(int x) { y(x); }', 'y'],
    ['the name of a type', 'void f(int x) { y z; }', 'y'],
    ['the name of a label', 'void f(int x) { y: x++; }', 'y'],
    ['a name in a macro', 'void f(int x) {\n#define M y + 1\n x++; }', 'y'],
    ['its own name', 'void f(int x) { x++; }', 'x'],
    ['a keyword', 'void f(int x) { x++; }', 'while'],
    ['a type', 'void f(int x) { x++; }', 'size_t'],
    ['what is no name', 'void f(int x) { x++; }', '1y'],
    ['two words', 'void f(int x) { x++; }', 'y z'],
    ['nothing', 'void f(int x) { x++; }', ''],
    ['a name that stands in a macro itself', 'void f(int x) {\n#define M x + 1\n M; }', 'y'],
    ['a name that the preprocessor asks for', 'void f(int x) {\n#ifdef x\n x++;\n#endif\n}', 'y'],
    ['what is declared elsewhere', 'void f(void) { extern int x; x++; }', 'y'],
    ['a macro in the head', 'void x(load)(int a) { a++; }', 'y'],
    ['a function that is only announced', 'void f(void) { int x(int); x(1); }', 'y'],
    ['what only a call behind a macro declares', 'void f(void) { MACRO\n g(n * x); x = 1; }', 'y'],
    ['what is read as a type: a product', 'void f(int x) { int z; x * z; }', 'y'],
    ['what is read as a type: an argument behind a macro', 'void f(int x) { MACRO\n g(x, x * n); }', 'y'],
    ['what is read as a type: the operand of typeof', 'void f(int x) { typeof(x) z = x; }', 'y'],
    ['a name that is a type too', 'void f(int x) { { typedef int x; x z; } }', 'y'],
    ['where to go to', 'void f(void *x) { goto *x; }', 'y'],
  ])('%s', async (_, code, to) => {
    expect(await renamed('c', code, 'x', to)).toMatch(/^! /);
  });

  it.each([
    ['java', 'x(int n) { this(n, new x()); }'],
    ['java', 'record P(int n) { x { n = 1; } }'],
    ['csharp', 'x(int n) { G(new x()); }'],
  ] as const)('%s: a constructor, which is called as its class: %s', async (language, code) => {
    expect(await renamed(language, code)).toMatch(/^! /);
  });

  it.each([
    ['java', 'String[] x() { return null; }', 'toString'],
    ['csharp', 'string[] x() { return null; }', 'ToString'],
    ['ruby', 'def x\n  1\nend', 'class'],
    ['javascript', 'function x() { return 1; }', 'valueOf'],
  ] as const)('%s: a name that every object has: %s', async (language, code, to) => {
    expect(await renamed(language, code, 'x', to)).toMatch(/^! .* means something/);
  });

  it.each([
    ['javascript', 'function f(x) { return eval("x"); }'],
    ['python', 'def f():\n    x = 1\n    return locals()\n'],
    ['python', 'def f():\n    global x\n    x = 1\n'],
    ['php', 'function f() { $x = 1; return compact("x"); }'],
    ['php', 'function f($a) { $x = 1; return $$a; }'],
    ['csharp', 'void F() { var x = 1; G(nameof(x)); }'],
    ['rust', 'fn f() { let x = 1; println!("{x}"); }'],
    ['ruby', 'def f(x:)\n  x\nend'],
  ] as const)('%s: a name that other code can reach: %s', async (language, code) => {
    expect(await renamed(language, code)).toMatch(/^! /);
  });
});

it('says what others may know by its name', async () => {
  const parsed = await fn('c', 'int f(int x) { return f(x); }');
  expect(rename(parsed, the(parsed, 'identifier', 'f'), 'y')).toMatchObject({ exported: true });
  expect(rename(parsed, the(parsed, 'identifier', 'x'), 'y')).toMatchObject({ exported: false });
});

describe('bindingStructure', () => {
  it('differs if a bound token is left out of a rename, whichever', async () => {
    const { code } = SAMPLES.c;
    const parsed = await fn('c', code);
    const whole = rename(parsed, the(parsed, 'identifier', 'depth'), 'fresh_1');
    if ('reason' in whole) throw new Error(whole.reason);
    const before = bindingStructure(parsed);
    await fc.assert(
      fc.asyncProperty(fc.subarray([...whole.edits], { minLength: 1 }), async (edits) => {
        const isSame = bindingStructure(await fn('c', applyEdits(code, edits))) === before;
        expect(isSame).toBe(edits.length === whole.edits.length);
      }),
    );
  });

  it('differs if anything but a name differs', async () => {
    const before = bindingStructure(await fn('c', 'int f(int x) { return x + 1; }'));
    expect(bindingStructure(await fn('c', 'int f(int x) { return x + 2; }'))).not.toBe(before);
    expect(bindingStructure(await fn('c', 'int f(int x) { return x - 1; }'))).not.toBe(before);
    expect(bindingStructure(await fn('c', 'int f(int x) { return y + 1; }'))).not.toBe(before);
    expect(bindingStructure(await fn('c', 'int  f(int y)\n{ return y + 1; }'))).toBe(before);
  });
});
