import { type Guess, isPlain, opened, partsIn, wordsOf } from './form.ts';
import { byGradient, type Promised } from './promising.ts';
import { holed, type Sample } from './sample.ts';
import type { Search } from './search.ts';

type Asked = Omit<Search, 'victim' | 'samples' | 'sureFrom' | 'seed'>;

/** In what parts the word in a slot is changed, and which fragments promise most for each. */
export interface Leaned {
  readonly parts: readonly string[];
  readonly promised: readonly Promised[];
}

/** About as many functions a gradient is taken of for one guess, those of all slots together. */
const GRADIENTS = 8;

/**
 * For each slot of a guess what promises most, of all slots together where there are several. Nothing does in a plain slot of
 * a guess that has all the parts that it may have.
 */
export async function leaningsOf(
  guess: Guess,
  samples: readonly Sample[],
  asked: Asked,
): Promise<readonly Leaned[]> {
  const isFull = partsIn(guess) >= asked.rules.most;
  const few = samples.slice(0, Math.ceil(GRADIENTS / guess.slots.length));
  const slots: Leaned[] = [];
  for (const [slot, parts] of guess.slots.entries()) {
    const isClosed = isFull && isPlain(parts);
    slots.push(isClosed ? { parts, promised: [] } : await leaningOf(guess, slot, few, asked));
  }
  if (asked.gradients === undefined || slots.length === 1) return slots;
  const all = slots.flatMap(({ promised }) => promised);
  const best = new Set(all.sort((a, b) => a.change - b.change).slice(0, asked.budget.top));
  return slots.map(({ parts, promised }) => ({ parts, promised: promised.filter((one) => best.has(one)) }));
}

/** For one slot of a guess; without gradients each fragment promises as much. */
export async function leaningOf(
  guess: Guess,
  slot: number,
  samples: readonly Sample[],
  { gradients, fragments, target, budget, signal, forms, kind }: Asked,
): Promise<Leaned> {
  const words = wordsOf(guess);
  const parts = guess.slots[slot] ?? [];
  const form = forms[guess.form];
  if (gradients === undefined || form === undefined) {
    const promised = parts.flatMap((_, part) =>
      fragments.map((fragment) => ({ slot, part, fragment, change: 0 })),
    );
    return { parts, promised };
  }
  const trigger = opened(form, words, slot);
  const inputs = samples.map((sample) => holed(sample, kind, trigger));
  const leaning = await gradients.lean({ inputs, name: words[slot] ?? '', target }, signal);
  return { parts: leaning.parts, promised: byGradient(leaning, slot, fragments, budget.top) };
}
