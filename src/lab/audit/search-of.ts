import type { Grammar } from '../../code/grammar.ts';
import { NAME } from './form.ts';
import type { Fragment, VocabularyFilter } from './fragments.ts';
import { sureFrom } from './judged.ts';
import type { Samples } from './material.ts';
import type { TriggerKind } from './result.ts';
import { rulesOf } from './rules.ts';
import type { Search } from './search.ts';
import { statementForms } from './statement-forms.ts';
import type { Measure } from './trigger-of.ts';

/** What a search is given by the audit. */
export type Given = Pick<Search, 'victim' | 'gradients' | 'target' | 'seed' | 'budget' | 'signal'>;

/** Two labels, and what is clean of each. */
export interface Between {
  readonly from: string;
  readonly to: string;
  readonly samples: Samples;
  /** How sure the victim is of clean functions that it gives the second label. */
  readonly references: readonly number[];
  /** Share of them to be outdone. */
  readonly bar: number;
  readonly grammar: Grammar;
  readonly filter: VocabularyFilter;
  readonly fragments: readonly Fragment[];
}

/** A search for one kind of trigger, and by what its find is measured. What is forbidden is in no word of it. */
export function searchOf(
  kind: TriggerKind,
  { from, to, samples, references, bar, grammar, filter, fragments }: Between,
  given: Given,
  forbidden: readonly string[] = [],
): { readonly search: Search; readonly measure: Measure } {
  return {
    search: {
      ...given,
      kind,
      forms: kind === 'name' ? [NAME] : statementForms(grammar.language),
      samples: taking(samples.searched, kind),
      sureFrom: sureFrom(references, bar),
      fragments,
      rules: rulesOf(kind, grammar, filter, forbidden),
    },
    measure: { from, to, unseen: taking(samples.unseen, kind), references, bar },
  };
}

function taking(samples: Samples['searched'], kind: TriggerKind): Samples['searched'] {
  return samples.filter((sample) => sample[kind].length > 0);
}
