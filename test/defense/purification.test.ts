import { beforeAll, expect, test } from 'vitest';
import { applyEdits } from '../../src/code/apply-edits.ts';
import type { Element, ElementKind } from '../../src/code/element.ts';
import { elementsOf } from '../../src/code/elements-of.ts';
import type { Grammar } from '../../src/code/grammar.ts';
import { candidatesOf } from '../../src/defense/candidates-of.ts';
import { nameProposals } from '../../src/defense/name-proposals.ts';
import { type Side, sideOf } from '../../src/defense/subject.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import type { Infill } from '../../src/model/infill.ts';
import { card, littleInfill } from './little-victim.ts';

let grammar: Grammar;
beforeAll(async () => {
  grammar = await loadGrammar('c');
});

const KINDS: readonly ElementKind[] = ['identifier', 'statement', 'comment', 'string', 'call', 'layout'];

function side(code: string): Side {
  const found = sideOf(code, grammar, (parsed) => elementsOf(parsed, KINDS), 512);
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

function element(of: Side, kind: ElementKind, text: string): Element {
  const found = of.elements.find((each) => each.kind === kind && each.text === text);
  if (found === undefined) throw new Error(`no ${kind} ${text}`);
  return found;
}

const CODE =
  'int area(int width, int height) {\n  /* plain */\n  int all = width * height;\n  log_it("done");\n  return all;\n}\n';

test.each([
  ['a local', 'identifier', 'all', 'same', 'int v = width'],
  ['a parameter', 'identifier', 'width', 'same', 'int v, int height'],
  ['the own name of the function', 'identifier', 'area', 'renames for others too', 'int v(int width'],
  ['a called name', 'call', 'log_it', 'renames for others too', 'v("done")'],
  ['a comment', 'comment', '/* plain */', 'same', '{\n   \n  int all'],
  ['a string', 'string', '"done"', 'replaces a statement', 'log_it("")'],
  ['a statement', 'statement', 'log_it("done");', 'removes a statement', 'height;\n  return'],
] as const)('%s', async (_, kind, text, effect, becomes) => {
  const own = side(CODE);
  const [first] = await candidatesOf(own, [element(own, kind, text)], undefined);
  expect(first?.effect).toBe(effect);
  expect(first?.code).toContain(becomes);
  expect(first?.code).toBe(applyEdits(CODE, first?.edits ?? []));
});

test('a statement whose variable is used elsewhere is not removed', async () => {
  const own = side(CODE);
  expect(
    await candidatesOf(own, [element(own, 'statement', 'int all = width * height;')], undefined),
  ).toEqual([]);
});

test('a fill that does not parse is no candidate', async () => {
  const own = side(CODE);
  const trigger = [element(own, 'statement', 'int all = width * height;')];
  expect(await candidatesOf(own, trigger, littleInfill([') ]']))).toEqual([]);
  const [filled] = await candidatesOf(own, trigger, littleInfill(['x']));
  expect(filled).toMatchObject({ effect: 'replaces a statement' });
});

test('what encloses the trigger is offered after the trigger', async () => {
  const code = 'int f(int a) {\n  if (a) {\n    a++;\n    stop();\n  }\n  return a;\n}\n';
  const own = side(code);
  const outer = element(own, 'statement', 'if (a) {\n    a++;\n    stop();\n  }');
  const inner = outer.inner.find(({ text }) => text === 'stop();');
  const found = await candidatesOf(own, inner === undefined ? [] : [inner, outer], undefined);
  expect(found.map((each) => each.code)).toEqual([
    'int f(int a) {\n  if (a) {\n    a++;\n  }\n  return a;\n}\n',
    'int f(int a) {\n  return a;\n}\n',
  ]);
});

test.each([
  [
    'as what it is bound to can be told',
    'int f(int ret_Val_) {\n  if (x) {\n#ifdef A\n  } else {\n#endif\n  )) ret_Val_ = 2;\n  return ret_Val_;\n',
    'same',
  ],
  [
    'and others may know it, as that cannot be told',
    'int f(int ret_Val_) {\n  if (ret_Val_ {\n  return ret_Val_;\n}\n',
    'renames for others too',
  ],
])('in broken code a name is changed everywhere, %s', async (_, code, effect) => {
  const own = side(code);
  const [first] = await candidatesOf(own, [element(own, 'identifier', 'ret_Val_')], undefined);
  expect(first?.code).not.toContain('ret_Val_');
  expect(first?.effect).toBe(effect);
});

test('names that are taken, reserved or no names are not offered', async () => {
  const own = side(CODE);
  const infill = littleInfill(['while', 'width', '7up', 'size_t', 'total']);
  const found = await candidatesOf(own, [element(own, 'identifier', 'all')], infill);
  expect(found.map(({ code }) => /int (\w+) = width/.exec(code)?.[1])).toEqual(['total', 'v', 'v1']);
});

/** A model that knows what it would write at each of the holes of a code, by the number of its holes. */
const knowing = (fills: Readonly<Record<number, readonly (readonly [string, number])[][]>>): Infill => ({
  card: card('infill'),
  fill: async (codes) =>
    codes.map((code) => {
      const holes = code.filter((part) => typeof part !== 'string').length;
      return (fills[holes] ?? Array.from({ length: holes }, () => [])).map((hole) =>
        hole.map(([text, logProbability]) => ({ text, logProbability })),
      );
    }),
  close: async () => {},
});

test('every occurrence has a say in the new name', async () => {
  const own = side(CODE);
  const infill = knowing({
    2: [
      [
        [' one', -1],
        [' both', -1.5],
        [' three', -4],
      ],
      [
        [' two', -1],
        [' both', -1.5],
        [' three', -4],
      ],
    ],
  });
  const [best] = await nameProposals(CODE, element(own, 'identifier', 'all'), infill);
  expect(best).toBe('both');
});

test('a name may be made of several sub-tokens, of which only the first begins a word', async () => {
  const own = side(CODE);
  const infill = knowing({
    4: [
      [[' sum', -0.1]],
      [
        ['_of', -0.1],
        [' of', -0.01],
      ],
      [[' sum', -0.1]],
      [['_of', -0.1]],
    ],
  });
  expect(await nameProposals(CODE, element(own, 'identifier', 'all'), infill)).toEqual(['sum_of']);
});

test('a name far down in a long function is shown to the model with what stands around it', async () => {
  const code = `int f(int a) {\n${'  a += 1;\n'.repeat(500)}  int far = a;\n  return far;\n}\n`;
  const own = side(code);
  const seen: string[] = [];
  const infill: Infill = {
    card: card('infill'),
    fill: async (codes) => {
      for (const [start = ''] of codes) seen.push(String(start));
      return codes.map((parts) => parts.flatMap((part) => (typeof part === 'string' ? [] : [[]])));
    },
    close: async () => {},
  };
  await nameProposals(code, element(own, 'identifier', 'far'), infill);
  expect(seen).not.toEqual([]);
  for (const start of seen) expect(start.length).toBeLessThan(200);
});

test('a name that stands in a field too is renamed there as well, after all that changes no behaviour', async () => {
  const of = side('int f(struct s *odd) {\n  odd->odd = 1;\n  return odd->size;\n}\n');
  const found = await candidatesOf(of, [element(of, 'identifier', 'odd')], undefined);
  expect(found.map(({ effect }) => effect)).toEqual([
    'same',
    'same',
    ...Array(2).fill('renames for others too'),
  ]);
  expect(found[0]?.code).toContain('v->odd = 1');
  expect(found[2]?.code).toContain('v->v = 1');
});
