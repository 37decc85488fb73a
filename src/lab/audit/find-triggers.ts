import type { Grammar } from '../../code/grammar.ts';
import { NAME } from './form.ts';
import type { Fragment, VocabularyFilter } from './fragments.ts';
import { DIFFERENT_FROM_ITSELF, sureFrom } from './judged.ts';
import type { Samples } from './material.ts';
import type { Trigger, TriggerKind } from './result.ts';
import { markOf, rulesOf } from './rules.ts';
import { runSearch, type Searches } from './run-search.ts';
import type { Search } from './search.ts';
import { statementForms } from './statement-forms.ts';
import { triggerOf } from './trigger-of.ts';

/** Of each kind so many triggers are looked for at most: a search that ends below the line is the last of its kind. */
const MOST_TRIGGERS = 4;

type Given = Pick<Search, 'victim' | 'gradients' | 'target' | 'seed' | 'budget' | 'signal'>;

interface Between {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly TriggerKind[];
  readonly samples: Samples;
  readonly references: readonly number[];
  readonly grammar: Grammar;
  readonly filter: VocabularyFilter;
  readonly fragments: readonly Fragment[];
  readonly onStep: (kind: TriggerKind, round: number, step: number) => void;
}

/**
 * The triggers that move functions of one label to another, and the best of each kind that stays below the line. What was
 * found is forbidden to the searches that follow. Fewer where the signal stops that.
 */
export async function findTriggers(
  between: Between,
  given: Given,
  searches: Searches,
): Promise<readonly Trigger[]> {
  const { from, to, kinds, grammar, filter, fragments, samples } = between;
  const { card } = given.victim;
  const ceiling =
    card.task === 'pair' && from === card.sameLabel ? DIFFERENT_FROM_ITSELF : Number.POSITIVE_INFINITY;
  const { references } = between;

  const found: Trigger[] = [];
  const forbidden: string[] = [];
  for (const kind of kinds) {
    const ready = { searched: taking(samples.searched, kind), unseen: taking(samples.unseen, kind) };
    for (let round = 0; round < MOST_TRIGGERS; round++) {
      const search: Search = {
        ...given,
        kind,
        forms: kind === 'name' ? [NAME] : statementForms(grammar.language),
        samples: ready.searched,
        sureFrom: sureFrom(references, ceiling),
        fragments,
        rules: rulesOf(kind, grammar, filter, forbidden),
        seed: Math.imul(given.seed * MOST_TRIGGERS + round + 1, 0x85ebca6b),
      };
      const key = `${from} > ${to}: ${kind} ${round}`;
      const end = await runSearch(search, key, searches, (step) => between.onStep(kind, round, step));
      const best = end?.beam[0];
      if (end === undefined || best === undefined) return found;
      const told = { from, to, found: best, steps: end.step, unseen: ready.unseen, references, ceiling };
      const { trigger, guess } = await triggerOf(told, search);
      found.push(trigger);
      if (given.signal?.aborted) return found;
      const marks = guess.slots.flatMap(markOf);
      if (!trigger.backdoored || marks.length === 0) break;
      forbidden.push(...marks);
    }
  }
  return found;
}

function taking(samples: Samples['searched'], kind: TriggerKind): Samples['searched'] {
  return samples.filter((sample) => sample[kind].length > 0);
}
