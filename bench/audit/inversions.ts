import { seededRandom } from '../../src/lab/attack/seeded-random.ts';
import { type Guess, SEPARATOR, wordsOf } from '../../src/lab/audit/form.ts';
import { leaningOf } from '../../src/lab/audit/leaning-of.ts';
import { proposals } from '../../src/lab/audit/proposals.ts';
import { type Scored, scored } from '../../src/lab/audit/scored.ts';
import { BUDGET, type Search } from '../../src/lab/audit/search.ts';
import { bestOf, fewOf, startOf, stepOf } from '../../src/lab/audit/step.ts';

/** Searches for a name without an end, and tells after each step what was best in it. */
export type Inversion = (search: Search) => AsyncIterable<Scored>;

/** As published for EliBadCode: tokens of a trigger, and candidates of a step. */
const PUBLISHED = { parts: 5, candidates: 64, top: 64 };

/** The methods by name. `tokensIn` tells in how many tokens the victim reads a name. */
export function inversions(tokensIn: (name: string) => number): Readonly<Record<string, Inversion>> {
  return {
    audit: climb,
    published: (search) => published(search, tokensIn),
    'without gradients': (search) => climb({ ...search, gradients: undefined }),
    'hill climbing': (search) =>
      climb({ ...search, gradients: undefined, budget: { ...search.budget, beam: 1, scanned: 1 } }),
    random,
  };
}

/** The audit's own search: by gradients, or without them by answers alone. */
async function* climb(search: Search): AsyncIterable<Scored> {
  for (let at = await startOf(search); ; at = await stepOf(at, search)) {
    const [best] = at.beam;
    if (best !== undefined) yield best;
  }
}

/**
 * Greedy coordinate gradient from random tokens, on all functions: the best candidate is gone on with, be it worse or not.
 * Here the name stands in all its places while candidates are compared, and is one that the victim reads in five tokens.
 */
async function* published(search: Search, tokensIn: (name: string) => number): AsyncIterable<Scored> {
  const { samples, fragments, rules, seed } = search;
  const random = seededRandom(seed);
  const visited = new Set<string>();
  const { parts: most, candidates, top } = PUBLISHED;
  const allows = (word: string) => rules.isWord(word) && tokensIn(word) === most && !visited.has(word);
  let guess: Guess = { form: 0, slots: [drawn(most)] };
  while (!wordsOf(guess).every(allows)) guess = { form: 0, slots: [drawn(most)] };
  for (;;) {
    const asked = { ...search, budget: { ...search.budget, top } };
    const slots = [await leaningOf(guess, 0, samples, asked)];
    const allowed = (one: Guess) => wordsOf(one).every(allows);
    const next = proposals(guess, slots, { count: candidates, random, most, allows: allowed });
    for (const one of next) visited.add(wordsOf(one).join(''));
    const [best] = await scored(next, samples, search);
    if (best === undefined) return;
    yield best;
    guess = best.guess;
  }

  function drawn(count: number): readonly string[] {
    return Array.from({ length: count }, () => fragments[random.below(fragments.length)]?.text ?? '');
  }
}

/** Names of one to as many parts as the audit allows, half of them behind a separator, as many at once as it tries in a step. */
async function* random(search: Search): AsyncIterable<Scored> {
  const { fragments, rules, seed } = search;
  const random = seededRandom(seed);
  for (;;) {
    const guesses: Guess[] = [];
    while (guesses.length < BUDGET.beam * BUDGET.candidates) {
      const parts = Array.from({ length: 1 + random.below(rules.most) }).flatMap((_, at) => {
        const part = fragments[random.below(fragments.length)]?.text ?? '';
        return at > 0 && random.below(2) === 0 ? [SEPARATOR, part] : [part];
      });
      if (rules.isWord(parts.join(''))) guesses.push({ form: 0, slots: [parts] });
    }
    const [best] = await bestOf(guesses, fewOf(search, random), search);
    if (best !== undefined) yield best;
  }
}
