import { beforeAll, expect, test } from 'vitest';
import type { ElementKind } from '../../src/code/element.ts';
import { elementsOf } from '../../src/code/elements-of.ts';
import { parseFunction } from '../../src/code/parse-function.ts';
import { freshNames } from '../../src/defense/fresh-name.ts';
import type { Probe } from '../../src/defense/options.ts';
import { takeAway } from '../../src/defense/take-away.ts';
import { loadGrammar } from '../../src/load-grammar.ts';

const CODE = 'int f(int n) { n += 1; /* v */ puts("hi"); return n; }';
const KINDS: readonly ElementKind[] = ['identifier', 'statement', 'comment', 'string', 'call'];
let elements: ReturnType<typeof elementsOf>;
beforeAll(async () => {
  const parsed = parseFunction(await loadGrammar('c'), CODE);
  elements = 'reason' in parsed ? [] : elementsOf(parsed, KINDS);
});

/** Holes are shown as ‹one: hidden›. */
function without(probe: Probe, ...texts: string[]): string {
  const some = elements.filter(({ text }) => texts.includes(text));
  return takeAway(CODE, some, probe, freshNames([CODE]))
    .map((part) => (typeof part === 'string' ? part : `‹${part.as}: ${part.hidden}›`))
    .join('');
}

test.each<[Probe, string, string]>([
  ['paper', 'n', 'int f(int ‹each: n›) { ‹each: n› += 1; /* v */ puts("hi"); return ‹each: n›; }'],
  ['mask', 'n', 'int f(int ‹one: n›) { ‹one: n› += 1; /* v */ puts("hi"); return ‹one: n›; }'],
  ['unknown', 'n', 'int f(int ‹unknown: n›) { ‹unknown: n› += 1; /* v */ puts("hi"); return ‹unknown: n›; }'],
  ['remove', 'n', 'int f(int ‹one: n›) { ‹one: n› += 1; /* v */ puts("hi"); return ‹one: n›; }'],
  ['neutral', 'n', 'int f(int v1) { v1 += 1; /* v */ puts("hi"); return v1; }'],
  ['paper', 'n += 1;', 'int f(int n) { ‹one: n› += ‹one: 1›; /* v */ puts("hi"); return n; }'],
  ['mask', 'n += 1;', 'int f(int n) { ‹one: n += 1;› /* v */ puts("hi"); return n; }'],
  ['unknown', 'n += 1;', 'int f(int n) { ‹unknown: n += 1;› /* v */ puts("hi"); return n; }'],
  ['remove', 'n += 1;', 'int f(int n) {  /* v */ puts("hi"); return n; }'],
  ['neutral', 'n += 1;', 'int f(int n) {  /* v */ puts("hi"); return n; }'],
  ['neutral', '/* v */', 'int f(int n) { n += 1;  puts("hi"); return n; }'],
  ['neutral', '"hi"', 'int f(int n) { n += 1; /* v */ puts(""); return n; }'],
  ['remove', 'puts', 'int f(int n) { n += 1; /* v */ ‹one: puts›("hi"); return n; }'],
  ['neutral', 'puts', 'int f(int n) { n += 1; /* v */ v1("hi"); return n; }'],
])('%s without %s', (probe, text, expected) => {
  expect(without(probe, text)).toBe(expected);
});

test('several names get a plain name each', () => {
  expect(without('neutral', 'f', 'n')).toBe('int v1(int v2) { v2 += 1; /* v */ puts("hi"); return v2; }');
});
