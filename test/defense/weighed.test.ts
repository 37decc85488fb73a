import { expect, test } from 'vitest';
import { elementsOf } from '../../src/code/elements-of.ts';
import { parseFunction } from '../../src/code/parse-function.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { statisticOf } from '../../src/defense/statistic.ts';
import { loadGrammar } from '../../src/load-grammar.ts';

const CODE = 'int f(int n) { int evil = 3; int k = n; return k; }';

/** The entropy where these elements have these suspicions and all others none. */
async function scoreOf(suspicions: Record<string, number>, weighsEnclosing = false): Promise<number> {
  const parsed = parseFunction(await loadGrammar('c'), CODE);
  if ('reason' in parsed) throw new Error(parsed.reason);
  const scored = elementsOf(parsed, ['identifier', 'statement']).map((element) => {
    const suspicion = suspicions[element.text] ?? 0;
    return { element, suspicion, rise: suspicion, inWindow: true };
  });
  return statisticOf(scored, { ...DEFAULT_OPTIONS, weighsEnclosing });
}

test.each([
  ['a statement that encloses the top name', { evil: 0.9, 'int evil = 3;': 0.8 }, 0],
  ['one that is as guilty as the name', { evil: 0.9, 'int evil = 3;': 0.9 }, 0],
  ['one that is somewhat guiltier', { evil: 0.8, 'int evil = 3;': 0.9 }, 0],
  ['one that is much guiltier', { evil: 0.4, 'int evil = 3;': 0.9 }, 'spread'],
  ['one in which the name stands, but not alone', { k: 0.9, 'int k = n;': 0.8 }, 'spread'],
  ['one that encloses another name', { evil: 0.9, 'return k;': 0.8 }, 'spread'],
])('beside the most suspicious element: %s', async (_, suspicions, expected) => {
  expect(await scoreOf(suspicions, true)).toBeGreaterThan(0.3);
  const score = await scoreOf(suspicions);
  if (expected === 0) expect(score).toBe(0);
  else expect(score).toBeGreaterThan(0.3);
});
