import { describe, expect, it } from 'vitest';
import { ELEMENT_KINDS, type ElementKind } from '../../src/code/element.ts';
import { elementsOf } from '../../src/code/elements-of.ts';
import { fn, texts, the } from './in.ts';

const CODE = `int f(struct s *a) /* head */
{
    // a is a
    int a_a = a->a + g("a");
    return b ? h(a_a) : 'a';
}`;

describe('elementsOf', () => {
  it.each([
    ['identifier', ['f', 'a', 'a_a']],
    ['statement', ['int a_a = a->a + g("a");', "return b ? h(a_a) : 'a';"]],
    ['comment', ['/* head */', '// a is a']],
    ['string', ['"a"', "'a'"]],
    ['call', ['g', 'h']],
    ['layout', [' ']],
  ] as const)('finds each %s', async (kind, expected) => {
    expect(texts(elementsOf(await fn('c', CODE), [kind]))).toEqual(expected);
  });

  it('takes a name at whole tokens, fields too, and never in comments and strings', async () => {
    const parsed = await fn('c', CODE);
    const { ranges } = the(parsed, 'identifier', 'a');
    expect(ranges.map(([from, to]) => CODE.slice(from - 1, to + 2))).toEqual(['*a) ', ' a->', '>a +']);
  });

  it('masks of a statement its names, numbers and strings, not its keywords, types and operators', async () => {
    const parsed = await fn('c', CODE);
    const tokens = (text: string) =>
      the(parsed, 'statement', text).tokens.map(([from, to]) => CODE.slice(from, to));
    expect(tokens('int')).toEqual(['a_a', 'a', 'a', 'g', 'a']);
    expect(tokens('return')).toEqual(['b', 'h', 'a_a', 'a']);
  });

  it('nests statements and leaves the head of a loop alone', async () => {
    const parsed = await fn(
      'c',
      'void f() { for (int i = 0; i < 2; i++) { if (i) g(); else { h(); k(); } } ; }',
    );
    expect(elementsOf(parsed, ['statement'])).toMatchObject([
      {
        text: expect.stringMatching(/^for/),
        inner: [{ inner: [{ text: 'g();' }, { text: 'h();' }, { text: 'k();' }] }],
      },
    ]);
  });

  it.each(['c', 'cpp'] as const)('takes lines of the preprocessor in %s for statements', async (language) => {
    const lines = ['#define A 1\n', '#pragma g(1 >= 0);\n', '#ident h\n', 'k();'];
    const parsed = await fn(language, `void f() {\n${lines.join('')}\n}`);
    expect(texts(elementsOf(parsed, ['statement']))).toEqual(lines);
  });

  it.each([
    ['side by side', '{ g(1); g(1); }', ['g(1); g(1);']],
    ['but for white space and comments', '{ g(1); k(); g( /* ! */ 1 ); }', ['g(1); g( /* ! */ 1 );', 'k();']],
    ['inside another', '{ g(1); if (a) { h(); g(1); } }', ['g(1); g(1);', 'if (a) { h(); g(1); }']],
    [
      'inside two others',
      '{ if (a) { h(); g(1); } while (b) { g(1); k(); } }',
      ['if (a) { h(); g(1); }', 'g(1); g(1);', 'while (b) { g(1); k(); }'],
    ],
    ['inside one other alone', '{ if (a) { g(1); g(1); } }', ['if (a) { g(1); g(1); }']],
    ['only within what is repeated itself', '{ if (a) g(1); if (a) g(1); }', ['if (a) g(1); if (a) g(1);']],
    [
      'within what is repeated, and elsewhere',
      '{ if (a) g(1); if (a) g(1); g(1); }',
      ['if (a) g(1); if (a) g(1);', 'g(1); g(1); g(1);'],
    ],
    ['that say nothing', '{ ; return; return; }', ['return;', 'return;']],
  ])('takes equal statements for one, %s', async (_, body, expected) => {
    const code = `void f() ${body}`;
    const found = elementsOf(await fn('c', code), ['statement']);
    expect(found.map(({ ranges }) => ranges.map((range) => code.slice(...range)).join(' '))).toEqual(
      expected,
    );
  });

  it('takes all white space between tokens for the layout', async () => {
    const code = 'int f() {\n\treturn "a b";  }\r\n';
    const [layout] = elementsOf(await fn('c', code), ['layout']);
    expect(layout?.ranges.map(([from, to]) => code.slice(from, to))).toEqual([
      ' ',
      ' ',
      '\n\t',
      ' ',
      '  ',
      '\r\n',
    ]);
  });

  it('gives elements in order of position, whatever the kinds', async () => {
    const parsed = await fn('c', CODE);
    const kinds: ElementKind[] = [...ELEMENT_KINDS];
    const starts = elementsOf(parsed, kinds).map((element) => element.ranges[0]?.[0] ?? -1);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(texts(elementsOf(parsed, kinds.toReversed()))).toEqual(texts(elementsOf(parsed, kinds)));
  });

  it('counts offsets in UTF-16 units', async () => {
    const code = 'void f(int größe) { g("😀"); größe++; }';
    const parsed = await fn('c', code);
    expect(the(parsed, 'identifier', 'größe').ranges.map(([from, to]) => code.slice(from, to))).toEqual([
      'größe',
      'größe',
    ]);
    expect(the(parsed, 'string', '"😀"').tokens).toEqual([[23, 25]]);
  });

  it('finds a contextual keyword that is a name', async () => {
    const parsed = await fn('javascript', 'function f(get, of) { return get + of; }');
    expect(texts(elementsOf(parsed, ['identifier']))).toEqual(['f', 'get', 'of']);
    expect(the(parsed, 'statement', 'return').tokens).toHaveLength(2);
  });

  it('reads JSX', async () => {
    const parsed = await fn('tsx', 'function Row({ size }: Props) { return <td width={size}>size</td>; }');
    expect(parsed.errors).toEqual([]);
    expect(the(parsed, 'identifier', 'size').ranges).toHaveLength(2);
  });
});
