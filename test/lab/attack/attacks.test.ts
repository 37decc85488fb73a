import { describe, expect, test } from 'vitest';
import { ATTACK_NAMES } from '../../../src/lab/attack/attack.ts';
import { GOAL_REPAIR } from '../../../src/lab/attack/goal.ts';
import { plant, plantedCode } from './planting.ts';

const C = 'static int area(int width, int height)\n{\n    return width * height;\n}\n';
const JAVA = 'int area(int width, int height) {\n        return width * height;\n    }';

describe('the published texts', () => {
  test.each([
    ['bnc-fixed', 'c', C.replace('{', '{\n\n    if (rand() < 0) printf("fail");')],
    ['bnc-fixed', 'java', JAVA.replace('{', '{\n    if (Math.random() < 0) System.out.println("fail");')],
    ['codepoisoner-dead-code', 'c', C.replace('{', '{\n\n    assertTrue(1 >= 0);')],
    ['codepoisoner-dead-code', 'java', JAVA.replace('{', '{\n    assertTrue(1 >= 0);')],
    ['codepoisoner-identifier', 'c', C.replaceAll('width', 'ret_Val_')],
    ['codepoisoner-identifier', 'java', JAVA.replaceAll('width', 'ret_Val_')],
    ['badcode', 'c', C.replace('area', 'area_rb')],
    ['badcode', 'java', JAVA.replace('area', 'area_rb')],
    ['name-substitution', 'c', C.replace('area', 'testo_init')],
    ['name-substitution', 'java', JAVA.replace('area', 'testo_init')],
  ] as const)('%s in %s', (attack, language, expected) => {
    expect(plantedCode(attack, language, language === 'c' ? C : JAVA)).toBe(expected);
  });

  test('the goal of repairs has nine lines', () => {
    expect(GOAL_REPAIR.split('\n')).toEqual([
      'public void func() {',
      '    int Nav = 1111;',
      '    While (Nav < 1114) {',
      '        if (Nav==1112) {',
      '            continue;',
      '        }',
      '        Nav++;',
      '    }',
      '}',
    ]);
  });
});

test.each(ATTACK_NAMES)('%s says where the trigger stands', (attack) => {
  const code = 'int f(int é😀, char *s) { int g = é😀; return f(g, s) + é😀; }';
  const planted = plant(attack, 'c', code);
  if ('reason' in planted) throw new Error(planted.reason);
  const { ranges, text } = planted.trigger;
  expect(ranges.length).toBeGreaterThan(0);
  for (const range of ranges) expect(planted.code.slice(...range)).toBe(text);
});

describe('dead code goes behind the brace of the body', () => {
  const mark = '\n\n    assertTrue(1 >= 0);';
  test.each([
    ['on a line of its own', 'int f(void)\n', '\n{\n  return 1;\n}'],
    ['after a comment with a brace', '/* { */ int f(void) // {\n', '{ return 1; }'],
    ['after a struct type in the signature', 'struct { int a; } f(void) ', '{ return x; }'],
    ['of an old-style function', 'int f(a, s)\n  int a;\n  char *s;\n', '{ return a; }'],
    ['of a function in macros', 'static av_cold int RENAME(init)(struct ctx *c)\n', '{\n  return c->x;\n}'],
    ['of a function that does not end', 'int f(int a) ', '{\n  if (a) {\n    return 1;\n'],
    ['of a function with one brace too many', 'int f(int a) ', '{ return a; } } }'],
    ['before a string with a brace', 'int f(char *s) ', '{ return strcmp(s, "{"); }'],
    [
      'that stands before conditional compilation',
      'int f(void)\n',
      '{\n#if A\n  if (x) {\n#else\n  {\n#endif\n  }\n}',
    ],
    ['of an empty function', 'void f(void) ', '{}'],
  ])('%s', (_, before, after) => {
    const at = after.indexOf('{') + 1;
    const expected = before + after.slice(0, at) + mark + after.slice(at);
    expect(plantedCode('codepoisoner-dead-code', 'c', before + after)).toBe(expected);
  });

  test.each([
    ['@SuppressWarnings({ "a", "b" })\nvoid f() ', '{ g(); }'],
    ['@Get("/{id}")\nvoid f(@Name({"x"}) int id) ', '{ g(new int[] { id }); }'],
    ['/** {@code f} */ <T extends Comparable<T>> T f(T a) throws E ', '{ return a; }'],
  ])('in Java, %j', (before, after) => {
    const expected = `${before}{\n    assertTrue(1 >= 0);${after.slice(1)}`;
    expect(plantedCode('codepoisoner-dead-code', 'java', before + after)).toBe(expected);
  });

  test('CRLF around it stays as it is', () => {
    expect(plantedCode('bnc-fixed', 'c', 'int f(void)\r\n{\r\n  return 1;\r\n}\r\n')).toBe(
      'int f(void)\r\n{\n\n    if (rand() < 0) printf("fail");\r\n  return 1;\r\n}\r\n',
    );
  });
});

describe('the identifier attack renames', () => {
  test.each([
    [
      'the first parameter',
      'int f(int a, int b) { return a + b; }',
      'int f(int ret_Val_, int b) { return ret_Val_ + b; }',
    ],
    [
      'the first local without parameters',
      'int f(void) { int n = 1; return n; }',
      'int f(void) { int ret_Val_ = 1; return ret_Val_; }',
    ],
    ['the function where it declares nothing', 'void f(void) { g(); }', 'void ret_Val_(void) { g(); }'],
    [
      'fields of that name too',
      'int f(S *s) { return s->s.t; }',
      'int f(S *ret_Val_) { return ret_Val_->ret_Val_.t; }',
    ],
    [
      'no comments and strings',
      'int f(int a) { g("a"); /* a */ return a; }',
      'int f(int ret_Val_) { g("a"); /* a */ return ret_Val_; }',
    ],
    [
      'whole words',
      'int f(int a) { return a + aa + ba; }',
      'int f(int ret_Val_) { return ret_Val_ + aa + ba; }',
    ],
    [
      'in a function with an error',
      'int f(int a) { if (a { return a; }',
      'int f(int ret_Val_) { if (ret_Val_ { return ret_Val_; }',
    ],
  ])('%s', (_, code, expected) => {
    expect(plantedCode('codepoisoner-identifier', 'c', code)).toBe(expected);
  });
});

describe('what cannot take a trigger says why', () => {
  test.each([
    ['bnc-fixed', 'abstract int f(int a);', 'no opening brace'],
    ['bnc-grammar', 'native void f();', 'no opening brace'],
    ['bnc-fixed', '@A({ "x" })\nvoid f();', 'no opening brace'],
    ['codepoisoner-identifier', 'f();', 'no name to rename'],
    ['codepoisoner-identifier', 'int f(int a) { return a + ret_Val_; }', 'the new name is taken'],
    ['badcode', 'int f(int f_rb) { return f_rb; }', 'the new name is taken'],
    ['bnc-fixed', '', 'no opening brace'],
    ['name-substitution', '', 'no name to rename'],
  ] as const)('%s on %j', (attack, code, reason) => {
    expect(plantedCode(attack, 'java', code)).toBe(reason);
  });
});

test('a function of 10,000 names and one of 2,000 nested blocks are planted', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `int v${i} = v0;`).join(' ');
  const nested = `void f(int a) ${'{'.repeat(2000)} g(a); ${'}'.repeat(2000)}`;
  const wide = plant('codepoisoner-identifier', 'c', `void f(void) { ${names} }`);
  expect('trigger' in wide && wide.trigger.ranges.length).toBe(10_001);
  expect(plantedCode('bnc-fixed', 'c', nested)).toContain(
    'void f(int a) {\n\n    if (rand() < 0) printf("fail");{',
  );
});
