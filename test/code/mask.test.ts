import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ELEMENT_KINDS } from '../../src/code/element.ts';
import { mask } from '../../src/code/mask.ts';
import { all, fn, the } from './in.ts';
import { SAMPLES } from './samples.ts';

const { code } = SAMPLES.c;

/** A masked code in short: holes in angle brackets. */
const shown = (masked: ReturnType<typeof mask>) =>
  masked.map((piece) => (typeof piece === 'string' ? piece : `<${piece.hidden}>`)).join('');

describe('mask', () => {
  it.each([
    ['one', 'int f(int <a>) { return <a>; }'],
    ['each', 'int f(int <a>) { return <a>; }'],
    ['unknown', 'int f(int <a>) { return <a>; }'],
  ] as const)('a name, %s', async (as, expected) => {
    const text = 'int f(int a) { return a; }';
    const masked = mask(text, [the(await fn('c', text), 'identifier', 'a')], as);
    expect(shown(masked)).toBe(expected);
    expect(masked.filter((piece) => typeof piece !== 'string').every((hole) => hole.as === as)).toBe(true);
  });

  it.each([
    ['one', 'void f() { <if (rand() < 0) printf("fail");> }'],
    ['each', 'void f() { if (<rand>() < <0>) <printf>("<fail>"); }'],
  ] as const)('a statement, %s', async (as, expected) => {
    const text = 'void f() { if (rand() < 0) printf("fail"); }';
    expect(shown(mask(text, [the(await fn('c', text), 'statement', 'if')], as))).toBe(expected);
  });

  it('several elements at once, the longer one where they overlap', async () => {
    const text = 'void f(int a) { g(a); h(); }';
    const parsed = await fn('c', text);
    const elements = [the(parsed, 'identifier', 'a'), the(parsed, 'statement', 'g(a);')];
    expect(shown(mask(text, elements, 'one'))).toBe('void f(int <a>) { <g(a);> h(); }');
  });

  it('nothing', () => {
    expect(mask('int a;', [], 'one')).toEqual(['int a;']);
    expect(mask('', [], 'one')).toEqual(['']);
  });

  it('hides nothing but what it says: filled with what was hidden the text is the same', async () => {
    const elements = all(await fn('c', code), ...ELEMENT_KINDS);
    fc.assert(
      fc.property(fc.subarray([...elements]), fc.constantFrom('one', 'each', 'unknown'), (chosen, as) => {
        const filled = mask(code, chosen, as).map((piece) =>
          typeof piece === 'string' ? piece : piece.hidden,
        );
        expect(filled.join('')).toBe(code);
      }),
    );
  });
});
