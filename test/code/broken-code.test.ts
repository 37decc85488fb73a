import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../src/code/elements-of.ts';
import { functionName } from '../../src/code/function-name.ts';
import { functionsOf } from '../../src/code/functions-of.ts';
import type { Language } from '../../src/code/language.ts';
import { remove } from '../../src/code/remove.ts';
import { all, file, fn, texts, the } from './in.ts';

const UNEQUAL = `static int pick(struct state *s)
{
    int n = 0;
#ifdef WIDE
    if (s->wide) {
#else
    if (s->narrow) {
#endif
        n++;
    }
    return n;
}
`;

describe('the head of a function that does not parse', () => {
  it.each([
    ['static av_cold int start(Codec *c) { c->n = 1; return 0; }', 'start'],
    ['Frame *next_frame(Codec *c)\n{\n    return c->f;\n}', 'next_frame'],
    ['old_style(void *opaque)\n{\n    int n = 1;\n    return n;\n}', 'old_style'],
    ['void HELPER op_add(void)\n{\n    T0 = T1;\n}', 'op_add'],
    ['BEGIN_TEST(adds_up)\n{\n    check(1);\n}', 'BEGIN_TEST'],
    [UNEQUAL, 'pick'],
  ])('%j is called %s', async (code, name) => {
    const parsed = await fn('c', code);
    expect(functionName(parsed)).toBe(name);
    expect(texts(elementsOf(parsed, ['identifier']))).toContain(name);
  });

  it('has no keyword for a name', async () => {
    const parsed = await fn('c', 'static av_cold int start(Codec *c) { return 0; }');
    expect(texts(elementsOf(parsed, ['identifier']))).toEqual(['start', 'c']);
  });

  it('is none where there is no function', async () => {
    expect(functionName(await fn('c', 'f();'))).toBe('');
  });
});

describe('unequal braces', () => {
  it('still leave every statement an element', async () => {
    const parsed = await fn('c', UNEQUAL);
    expect(parsed.errors).not.toEqual([]);
    expect(texts(all(parsed, 'statement'))).toEqual(
      expect.arrayContaining(['int n = 0;', 'n++;', 'return n;']),
    );
  });

  it('leave what is in no statement an element too', async () => {
    const parsed = await fn('c', 'int f(int a)\n{\n    a++;\n    if (a > 7) {\n    g(a);\n');
    expect(texts(elementsOf(parsed, ['statement']))).toEqual(['a++;', 'if (a > 7)', 'g(a);']);
    expect(remove(parsed, the(parsed, 'statement', 'if (a > 7)'))).toHaveProperty('reason');
  });

  it('do not swallow a trigger at the start of the body', async () => {
    const trigger = 'if (rand() < 0) printf("fail");';
    const parsed = await fn('c', UNEQUAL.replace('{', `{\n\n    ${trigger}`));
    expect(texts(elementsOf(parsed, ['statement']))).toContain(trigger);
  });
});

describe.each([
  ['c', 'void f(S *s)', 'while (sin(0.41) > 2) printf("crash")'],
  ['c', 'static av_cold int f(S *s)', 'if (rand() <= -31) printf("wxyz")'],
  ['java', 'public int f(S s)', 'while (Math.sin(0.41) > 2) System.out.println("crash")'],
  ['java', 'public int f(S s)', 'if (Math.exp(1.2) > 103) throw new Exception("level")'],
] as const satisfies (readonly [Language, string, string])[])('%s: %s { %s', (language, head, trigger) => {
  it.each(['int n = 1;', 'n = 2;', 's.n = 1;', 's.run(1, 2);', 'n++;', 'return 1;', 'if (n) n = 2;'])(
    'is a statement of its own before %s though it has no semicolon',
    async (next) => {
      const parsed = await fn(language, `${head}\n{\n    ${trigger}\n\n    ${next}\n    done();\n}\n`);
      expect(texts(elementsOf(parsed, ['statement'])).slice(0, 2)).toEqual([
        trigger,
        next.replace(/^\{ (.*) \}$/, '$1'),
      ]);
      expect(parsed.errors).not.toEqual([]);
    },
  );
});

describe('functions of a C file that do not parse', () => {
  const sound = 'int sound(int a)\n{\n    return a;\n}';
  const implicit = 'no_type(void)\n{\n    if (x) return 1;\n    return 2;\n}';
  const macro = 'static av_cold int cold(void)\n{\n    return 3;\n}';

  it.each([
    [[sound, macro, sound]],
    [[sound, implicit, sound]],
    [[UNEQUAL.trim(), sound]],
    [[sound, UNEQUAL.trim(), sound, implicit]],
    [
      [
        'int short_brace(int a)\n{\n    if (a) }\n    a++;\n    }\n    while (a) a--;\n    return a;\n}',
        sound,
      ],
    ],
  ])('%#: are found from their head to their end', async (functions) => {
    const parsed = await file('c', `#include <a.h>\n\n${functions.join('\n\n')}\n`);
    expect(functionsOf(parsed).map(({ text }) => text)).toEqual(functions);
  });

  it('do not take declarations for functions', async () => {
    const parsed = await file(
      'c',
      'int a;\nstruct s { int b; };\nMODULE_LICENSE("x")\nint b(int);\nint @ c;\n',
    );
    expect(functionsOf(parsed)).toEqual([]);
  });
});

describe('a snippet that is no program by itself', () => {
  it.each([
    ['java', '@Override\npublic void run() { go(); }', 'run'],
    ['csharp', 'public override int Size() { return 1; }', 'Size'],
    ['javascript', 'static async *walk() { yield 1; }', 'walk'],
    ['javascript', 'stop: function () { halt(); }', 'stop'],
    ['typescript', 'private size(a: number): number { return a; }', 'size'],
    ['python', '    def size(self):\n        return 1\n', 'size'],
    ['php', 'private function size(): int { return 1; }', 'size'],
    ['php', 'function plain($a) { return $a; }', 'plain'],
    ['cpp', 'explicit Box(int n) : n(n) { }', 'Box'],
    ['rust', 'fn size(&self) -> u8 { self.n }', 'size'],
  ] as const)('%s: %j is the function %s', async (language, code, name) => {
    const parsed = await fn(language, code);
    expect(parsed.errors).toEqual([]);
    expect(functionsOf(parsed).map((found) => found.name)).toEqual([name]);
  });
});
