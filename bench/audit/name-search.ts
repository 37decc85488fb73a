import type { Language } from '../../src/code/language.ts';
import type { Pair } from '../../src/defense/over-subjects.ts';
import { openVictim } from '../../src/index.ts';
import { fragmentsOf } from '../../src/lab/audit/fragments.ts';
import { barFor } from '../../src/lab/audit/judged.ts';
import { type Material, materialOf } from '../../src/lab/audit/material.ts';
import type { Budget } from '../../src/lab/audit/search.ts';
import { type Between, type Given, searchOf } from '../../src/lab/audit/search-of.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import { openGradients, vocabularyOf } from '../../src/model/open-gradients.ts';

/** A victim ready for the audit's search towards its goal label. */
export type Audited = Awaited<ReturnType<typeof openAudited>>;

/** Opens a victim with its gradients. Throws where it has none, or no goal label. */
export async function openAudited(name: string, language: Language) {
  const [victim, gradients] = [await openVictim(name), await openGradients(name)];
  if (!('classify' in victim) || gradients === undefined)
    throw new Error(`${name}: no labels, or no gradients`);
  const { labels, goalLabel } = victim.card;
  const target = labels.indexOf(goalLabel ?? '');
  if (target < 0) throw new Error(`${name}: no goal label`);
  const vocabulary = await vocabularyOf(name);
  return {
    victim,
    gradients,
    vocabulary,
    grammar: await loadGrammar(language),
    fragments: fragmentsOf(vocabulary, language),
    from: labels.findIndex((_, label) => label !== target),
    target,
    close: () => Promise.all([victim.close(), gradients.close()]),
  };
}

/** What the victim says of clean functions, as the audit asks it. */
export function materialFor(
  subjects: readonly (string | Pair)[],
  { victim, grammar }: Audited,
  seed: number,
): Promise<Material> {
  return materialOf(subjects, { victim, grammar, seed, onRead: () => {} });
}

/** The audit's first search for a name towards the goal label, and by what its find is measured. */
export async function nameSearch(
  material: Material,
  { victim, gradients, grammar, fragments, from, target }: Audited,
  { seed, budget }: { readonly seed: number; readonly budget: Budget },
): Promise<ReturnType<typeof searchOf>> {
  const between: Between = {
    from: victim.card.labels[from] ?? '',
    to: victim.card.labels[target] ?? '',
    samples: await material.samples(from),
    references: material.references(target),
    bar: barFor(victim.card, victim.card.labels[from] ?? ''),
    grammar,
    filter: 'language',
    fragments,
  };
  const given: Given = { victim, gradients, target, seed, budget };
  return searchOf('name', between, given);
}
