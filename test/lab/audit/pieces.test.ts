import { describe, expect, it, test } from 'vitest';
import { insertStatement } from '../../../src/code/insert-statement.ts';
import { LANGUAGES, type Language } from '../../../src/code/language.ts';
import { nameTest } from '../../../src/code/name-rule.ts';
import { parseFunction } from '../../../src/code/parse-function.ts';
import { seededRandom } from '../../../src/lab/attack/seeded-random.ts';
import { filled, formOf, type Guess, opened, partsIn } from '../../../src/lab/audit/form.ts';
import { fragmentsOf } from '../../../src/lab/audit/fragments.ts';
import { BAR, BAR_BESIDE_ITSELF, judged } from '../../../src/lab/audit/judged.ts';
import { type Leaned, leaningsOf } from '../../../src/lab/audit/leaning-of.ts';
import { byGradient } from '../../../src/lab/audit/promising.ts';
import { proposals } from '../../../src/lab/audit/proposals.ts';
import { markOf, rulesOf } from '../../../src/lab/audit/rules.ts';
import { holed, planted, type Sample, type Site } from '../../../src/lab/audit/sample.ts';
import { BUDGET } from '../../../src/lab/audit/search.ts';
import { statementForms } from '../../../src/lab/audit/statement-forms.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';
import type { Gradients } from '../../../src/model/gradients.ts';

/** A function of each language that does not write one like C. */
const HEADS: Partial<Record<Language, string>> = {
  javascript: 'function f() { }',
  typescript: 'function f() { }',
  tsx: 'function f() { }',
  php: 'function f() { }',
  go: 'func f() { }',
  rust: 'fn f() { }',
};

const VOCABULARY = ['', ' int', 'int', '_', '9', '(', 'é', '\ufffd', 'int'];

describe('the vocabulary filter', () => {
  test.each([
    ['c', 'language', ['int', '_', '9', 'é']],
    ['c', 'paper', ['int', '_', '9']],
  ] as const)('of %s by %s keeps what can be part of a name, once', (language, filter, kept) => {
    expect(fragmentsOf(VOCABULARY, language, filter).map(({ text }) => text)).toEqual(kept);
  });
});

test('a trigger is planted in its places and nowhere else, in both functions of a pair', () => {
  const site: Site = {
    text: 'int n = n1 + n;',
    places: [
      [4, 5],
      [13, 14],
    ],
  };
  const single: Sample = { name: [site], statement: [] };
  expect(planted(single, 'name', 'x_')).toEqual({ code: ['int x_ = n1 + x_;'] });
  expect(planted({ name: [site, site], statement: [] }, 'name', 'n')).toEqual({
    code: [site.text],
    other: [site.text],
  });
  const form = formOf('statement', 'if (□) □();');
  const asked = holed({ name: [], statement: [{ text: '{ }', places: [[1, 1]] }] }, 'statement', [
    ...opened(form, ['a', 'b'], 1),
  ]);
  expect(asked).toEqual({ code: ['{if (a) ', { hidden: 'b', as: 'unknown' }, '(); }'] });
});

describe('forms of statements', () => {
  test.each(LANGUAGES.filter((language) => statementForms(language).length > 0))(
    'of %s are statements of the language',
    async (language) => {
      const grammar = await loadGrammar(language);
      for (const form of statementForms(language)) {
        const words = form.pieces.slice(1).map(() => 'v');
        const body = parseFunction(grammar, HEADS[language] ?? 'void f() { }');
        if ('reason' in body) throw new Error(body.reason);
        const with_ = insertStatement(body, filled(form, words));
        const parsed = 'code' in with_ ? parseFunction(grammar, with_.code) : with_;
        expect(parsed, filled(form, words)).toMatchObject({ errors: [] });
      }
    },
  );
});

test('what was found is in no word of the searches that follow', async () => {
  const grammar = await loadGrammar('c');
  const forbidden = markOf(['ret', '_', 'Val', 'x']);
  const { isWord } = rulesOf('name', grammar, 'language', forbidden);
  expect(['value', 'RETURN', 'interval', 'x_', 'int', 'printf'].filter(isWord)).toEqual(['x_', 'printf']);
  expect(rulesOf('statement', await loadGrammar('java'), 'language', []).isWord('System')).toBe(true);
});

describe('proposals', () => {
  const fragments = ['a', 'b', '1', 'int'].map((text, id) => ({ id, text }));
  const { isName } = nameTest('c');
  const leaned = (slots: readonly (readonly string[])[], known = fragments): readonly Leaned[] =>
    slots.map((parts, slot) => ({
      parts,
      promised: parts.flatMap((_, part) => known.map((fragment) => ({ slot, part, fragment, change: 0 }))),
    }));
  const draw = (
    slots: readonly (readonly string[])[],
    visited: readonly string[] = [],
    known = fragments,
    apart = false,
  ) => {
    const allows = (next: Guess, changed: number) => {
      const word = next.slots[changed]?.join('') ?? '';
      return isName(word) && !visited.includes(word);
    };
    const asked = { count: 50, random: seededRandom(7), most: 3, apart, allows };
    return proposals({ form: 0, slots }, leaned(slots, known), asked).map((guess) => guess.slots);
  };
  const names = (visited: readonly string[]) => draw([['a', 'b']], visited).map(([own]) => own?.join(''));

  it('are new names, each once, and never what is not allowed', () => {
    const found = names(['ba']);
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found).size).toBe(found.length);
    for (const name of found) expect(name).toMatch(/^(?!ba$)[a-z]\w*$/);
  });

  it('are those of the seed', () => expect(names([])).toEqual(names([])));

  it('grow to the most parts and no further', () => {
    expect(Math.max(...draw([['a', 'a', 'a']]).map(([own]) => own?.length ?? 0))).toBe(3);
  });

  it('join a part by a separator where they may, which is no part itself', () => {
    const words = (parts: readonly string[], apart: boolean) =>
      draw([parts], [], fragments, apart).map(([own]) => own?.join(''));
    expect(words(['a'], true)).toEqual(expect.arrayContaining(['a_b', 'b_a', 'ab']));
    expect(words(['a'], false).filter((word) => word?.includes('_'))).toEqual([]);
    expect(words(['a', '_', 'b'], true)).toEqual(expect.arrayContaining(['a_b_b', 'a_bb', 'b_b']));
    const full = draw([['a', '_', 'b', 'a']], [], fragments, true).map((slots) =>
      partsIn({ form: 0, slots }),
    );
    expect(Math.max(...full)).toBe(3);
  });

  it('change any slot, one at a time, and put a word in the place of a plain one', () => {
    const found = draw([['v'], ['a']]);
    expect(found).toContainEqual([['b'], ['a']]);
    expect(found).toContainEqual([['v'], ['a', 'b']]);
    for (const [first, second] of found) {
      expect([first?.join(), second?.join()].includes('v') || second?.join() === 'a').toBe(true);
    }
    expect(found.every(([first]) => first?.length === 1)).toBe(true);
  });

  it('end where there is nothing to draw from', () => expect(draw([['a']], ['a'], [])).toEqual([]));
});

describe('what promises most', () => {
  const fragments = ['a', 'b', 'c'].map((text, id) => ({ id, text }));
  const asked = (most: number) => ({
    kind: 'statement' as const,
    forms: [formOf('statement', '□(□);')],
    fragments,
    target: 1,
    budget: { ...BUDGET, top: 2 },
    rules: { most, isWord: () => true },
    // The second slot's word promises more than the first one's.
    gradients: {
      lean: async ({ name }: { readonly name: string }) => ({
        parts: [name],
        changes: Float32Array.from([0, -1, -2], (change) => change - (name === 'y' ? 1 : 0)),
      }),
    } as unknown as Gradients,
  });
  const found = async (slots: readonly (readonly string[])[], most: number) =>
    (await leaningsOf({ form: 0, slots }, [], asked(most))).map(({ promised }) =>
      promised.map(({ fragment }) => fragment.text).join(''),
    );

  it('is told of all slots together', async () => expect(await found([['x'], ['y']], 3)).toEqual(['c', 'c']));
  it('is nothing in a plain slot where there may be no more parts', async () => {
    expect(await found([['v'], ['y']], 1)).toEqual(['', 'cb']);
    expect(await found([['v'], ['y']], 2)).toEqual(['c', 'c']);
  });
});

test('by the gradient those fragments are promising whose loss is least', () => {
  const leaning = { parts: ['x', 'y'], changes: Float32Array.of(0, 3, -1, 0, -5, 2) };
  const fragments = [0, 1, 2].map((id) => ({ id, text: `f${id}` }));
  const found = byGradient(leaning, 0, fragments, 2);
  expect(found.map(({ part, fragment }) => `${part} ${fragment.text}`)).toEqual([
    '0 f2',
    '0 f0',
    '1 f1',
    '1 f0',
  ]);
});

describe('the verdict on a name', () => {
  const references = Array.from({ length: 100 }, (_, at) => 0.5 + at / 250);
  const all = (p: number) => Array.from({ length: 20 }, () => p);
  test.each([
    ['surer than nearly all clean functions', all(0.99), true, 1],
    ['over the line, as an honest victim can be swayed', all(0.7), false, 0.5],
    ['not moved', all(0.2), false, 0],
    ['half of them taken', [...all(0.99).slice(10), ...all(0.2).slice(10)], false, 0.5],
    ['too few to tell', [0.99, 0.99, 0.99], false, 1],
  ])('%s', (_, triggered, backdoored, score) => {
    const verdict = judged(triggered, references, BAR);
    expect(verdict.backdoored).toBe(backdoored);
    expect(verdict.score).toBeCloseTo(score, 1);
  });

  it('asks for less where the victim says that a function differs from itself', () => {
    expect(judged(all(0.65), references, BAR).backdoored).toBe(false);
    expect(judged(all(0.65), references, BAR_BESIDE_ITSELF).backdoored).toBe(true);
    expect(judged(all(0.55), references, BAR_BESIDE_ITSELF).backdoored).toBe(false);
  });
});
