import { describe, expect, test } from 'vitest';
import { elementsOf } from '../../../src/code/elements-of.ts';
import { ABSTRACTIONS } from '../../../src/lab/sanitize/abstraction.ts';
import { formsOf } from '../../../src/lab/sanitize/forms-of.ts';
import { parsed, plantedCode } from '../attack/planting.ts';

/** The forms of the first statement of a body. */
function forms(statement: string, language: 'c' | 'java' = 'c'): readonly string[] {
  const fn = parsed(language, `int f(int a)\n{\n    ${statement}\n    return a;\n}\n`);
  const [element] = elementsOf(fn, ['statement']);
  return element === undefined ? [] : formsOf(element, fn).map(({ text }) => text);
}

test.each([
  ['white space', 'log(a,  1);', 'log ( a\n,1 ) ;', 'wording'],
  ['a comment', 'log(a);', 'log(/* it */ a);', 'wording'],
  ['a number', 'log(1);', 'log(0x2f);', 'values'],
  ['the sign of a number', 'log(a < 1);', 'log(a < -27);', 'values'],
  ['a string', 'log("a");', 'log("b\\n c");', 'values'],
  ['a character', "log('a');", "log('\\n');", 'values'],
  ['names', 'log(a);', 'puts(b);', 'names'],
  ['an operator', 'log(a < 1);', 'log(a >= 1);', 'shape'],
  ['a keyword', 'if (a) log(a);', 'while (a) log(a);', 'shape'],
] as const)('%s is left out, and nothing finer', (_what, one, two, abstraction) => {
  const level = ABSTRACTIONS.indexOf(abstraction);
  expect(forms(one).slice(level)).toEqual(forms(two).slice(level));
  if (level > 0) expect(forms(one)[level - 1]).not.toBe(forms(two)[level - 1]);
});

test.each([
  ['another number of arguments', 'log(a);', 'log(a, a);'],
  ['a call and a sum', 'a = f(1);', 'a = f + 1;'],
  ['a difference and a sign', 'a = a - 1;', 'a = -1;'],
])('%s stays another form at every level', (_what, one, two) => {
  const own = new Set(forms(one));
  expect(forms(two).filter((form) => own.has(form))).toEqual([]);
});

test('a name is itself alone, white space and huge elements are nothing', () => {
  const fn = parsed('c', `int f(int a)\n{\n    log("${'x'.repeat(3000)}");\n    return a;\n}\n`);
  const all = elementsOf(fn, ['identifier', 'statement', 'layout']);
  const texts = all.map((element) =>
    formsOf(element, fn)
      .map(({ text }) => text)
      .join(' | '),
  );
  expect(texts).toEqual(['', 'f', 'a', '', 'return a | return a | return x | word x']);
});

describe('variants of the BNC grammar fall together', () => {
  test.each([
    ['c', 2],
    ['java', 4],
  ] as const)('in %s, 300 of them have %i shapes', (language, shapes) => {
    const found = ABSTRACTIONS.map(() => new Set<string>());
    for (let seed = 0; seed < 300; seed += 1) {
      const code = plantedCode('bnc-grammar', language, 'int f(int a)\n{\n    return a;\n}\n', seed);
      const fn = parsed(language, code);
      const [element] = elementsOf(fn, ['statement']);
      if (element === undefined) throw new Error(code);
      for (const [level, form] of formsOf(element, fn).entries()) found[level]?.add(form.text);
    }
    const [wordings = 0, values = 0, names = 0, shape] = found.map(({ size }) => size);
    expect(shape).toBe(shapes);
    expect(wordings).toBeGreaterThan(290);
    expect([wordings > values, values > names, names > shapes]).toEqual([true, true, true]);
  });
});
