import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DefenseContext } from '../../../src/defense/context.ts';
import { measure } from '../../../src/defense/measure.ts';
import type { ScoredElement } from '../../../src/defense/outcome.ts';
import { outcomesOf } from '../../../src/defense/outcomes-of.ts';
import { statisticOf } from '../../../src/defense/statistic.ts';
import { readRows } from '../../../src/jsonl/read-rows.ts';
import { publishedElements } from '../../../src/lab/baseline/published/elements.ts';
import { PUBLISHED_OPTIONS } from '../../../src/lab/baseline/published/options.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';
import { openVictim } from '../../../src/model/open-model.ts';
import type { Victim } from '../../../src/model/victim.ts';
import { collect } from '../../defense/collect.ts';

/** Of a probability; ten times that of an entropy. Single precision, and rows that are padded there and not here. */
const TOLERANCE = 5e-6;

/** As training/codepurify_training/published.py writes them; of tiny-defect no functions that the window cuts at an element. */
const row = z.object({
  func: z.string(),
  elements: z.array(z.object({ kind: z.string(), text: z.string(), score: z.number() })),
  entropy: z.number().nullable(),
  poisoned: z.boolean(),
});

const key = ({ kind, text }: { readonly kind: string; readonly text: string }) => `${kind} ${text}`;
const grammar = await loadGrammar('c');

describe.each([
  ['tiny-defect', 'test/fixtures/models/tiny-defect'],
  ['defect-c-backdoored', 'defect-c-backdoored'],
])("in the setting of the authors' script, on %s,", (name, place) => {
  let victim: Victim;
  let rows: readonly z.infer<typeof row>[];
  beforeAll(async () => {
    victim = await openVictim(place);
    rows = (await collect(readRows(`test/fixtures/baselines/published-${name}.jsonl`, row))).map(
      ({ value }) => value,
    );
  });
  afterAll(() => victim.close());

  const context = (threshold: number): DefenseContext => ({
    victim,
    grammar,
    options: { ...PUBLISHED_OPTIONS, threshold },
    elements: publishedElements,
  });
  const functions = () => rows.map(({ func }) => func.trim());

  test('elements, scores and entropies are those of the authors', async () => {
    const measured = (await collect(measure(functions(), context(0.1)))).flat();
    expect(measured).toHaveLength(rows.length);
    for (const [at, expected] of rows.entries()) {
      const found = measured[at];
      if (found === undefined || !('elements' in found)) throw new Error(`row ${at} was not measured`);
      const seen = found.elements.filter(({ inWindow }) => inWindow);
      const scores = new Map(seen.map(({ element, suspicion }) => [key(element), suspicion]));
      const theirs = expected.elements.filter(({ score }) => score !== 0);
      expect([...scores.keys()].sort()).toEqual(theirs.map(key).sort());
      for (const each of theirs) {
        expect(Math.abs((scores.get(key(each)) ?? 0) - each.score)).toBeLessThan(TOLERANCE);
      }
      if (expected.entropy === null) continue;
      expect(Math.abs(entropyOf(seen) - expected.entropy)).toBeLessThan(TOLERANCE * 10);
    }
  });

  /** They purify where one element is all there is, and where a score of 0 makes their entropy no number. We do not. */
  const isOdd = ({ entropy, elements }: z.infer<typeof row>) => elements.length < 2 || entropy === null;
  const verdicts = async (of: readonly z.infer<typeof row>[], threshold: number) => {
    const outcomes = await collect(
      outcomesOf(
        of.map(({ func }) => func.trim()),
        context(threshold),
      ),
    );
    return outcomes.flat().map(({ verdict }) => verdict);
  };

  test.each([0.1, 0.8])('at a threshold of %f nats the same functions are poisoned', async (threshold) => {
    const usual = rows.filter((each) => !isOdd(each));
    const theirs = usual.map(({ entropy }) => ((entropy ?? 0) > threshold ? 'clean' : 'poisoned'));
    expect(theirs).toContain('clean');
    expect(await verdicts(usual, threshold)).toEqual(theirs);
  });

  test('what they purify for want of a number is left alone', async () => {
    const odd = rows.filter(isOdd);
    expect(odd.map(({ poisoned }) => poisoned)).toEqual(odd.map(() => true));
    expect(await verdicts(odd, 0.1)).toEqual(name === 'tiny-defect' ? ['skipped', 'clean'] : ['skipped']);
  });
});

function entropyOf(elements: readonly ScoredElement[]): number {
  return statisticOf(elements, PUBLISHED_OPTIONS);
}
