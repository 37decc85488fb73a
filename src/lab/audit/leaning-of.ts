import { type Form, type Guess, opened, wordsOf } from './form.ts';
import { byGradient } from './promising.ts';
import type { Promising } from './proposals.ts';
import { holed, type Sample } from './sample.ts';
import type { Search } from './search.ts';

type Asked = Pick<Search, 'gradients' | 'fragments' | 'target' | 'budget' | 'signal' | 'forms' | 'kind'>;

/** In what parts a word is changed, and which fragments promise most for each; of all slots where all hold that word. */
export async function leaningOf(
  guess: Guess,
  slot: number | 'all',
  samples: readonly Sample[],
  { gradients, fragments, target, budget, signal, forms, kind }: Asked,
): Promise<{ readonly parts: readonly string[]; readonly promising: Promising }> {
  const at = slot === 'all' ? 0 : slot;
  const words = wordsOf(guess);
  const parts = guess.slots[at] ?? [];
  const form: Form | undefined = forms[guess.form];
  if (gradients === undefined || form === undefined) return { parts, promising: () => fragments };
  const trigger = opened(form, words, (each) => slot === 'all' || each === slot);
  const inputs = samples.map((sample) => holed(sample, kind, trigger));
  const leaning = await gradients.lean({ inputs, name: words[at] ?? '', target }, signal);
  return { parts: leaning.parts, promising: byGradient(leaning, fragments, budget.top) };
}
