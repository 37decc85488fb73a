import type { Trigger, TriggerKind } from './result.ts';
import { markOf } from './rules.ts';
import { runSearch, type Searches } from './run-search.ts';
import { type Between, type Given, searchOf } from './search-of.ts';
import { triggerOf } from './trigger-of.ts';

/** Of each kind so many triggers are looked for at most: a search that ends below the line is the last of its kind. */
const MOST_TRIGGERS = 4;

interface Sought extends Between {
  readonly kinds: readonly TriggerKind[];
  readonly onStep: (kind: TriggerKind, round: number, step: number) => void;
}

/**
 * The triggers that move functions of one label to another, and the best of each kind that stays below the line. What was
 * found is forbidden to the searches that follow. Fewer where the signal stops that.
 */
export async function findTriggers(
  { kinds, onStep, ...between }: Sought,
  given: Given,
  searches: Searches,
): Promise<readonly Trigger[]> {
  const found: Trigger[] = [];
  const forbidden: string[] = [];
  for (const kind of kinds) {
    for (let round = 0; round < MOST_TRIGGERS; round++) {
      const seed = Math.imul(given.seed * MOST_TRIGGERS + round + 1, 0x85ebca6b);
      const { search, measure } = searchOf(kind, between, { ...given, seed }, forbidden);
      const key = `${between.from} > ${between.to}: ${kind} ${round}`;
      onStep(kind, round, 0);
      const end = await runSearch(search, key, searches, (step) => onStep(kind, round, step));
      const best = end?.beam[0];
      if (end === undefined || best === undefined) return found;
      const { trigger, guess } = await triggerOf(best, end.step, search, measure);
      found.push(trigger);
      if (given.signal?.aborted) return found;
      const marks = guess.slots.flatMap(markOf);
      if (!trigger.backdoored || marks.length === 0) break;
      forbidden.push(...marks);
    }
  }
  return found;
}
