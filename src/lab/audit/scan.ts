import { seededRandom } from '../attack/seeded-random.ts';
import { draw } from '../redteam/draw.ts';
import { allSlots, FILLER, type Guess } from './form.ts';
import type { Fragment } from './fragments.ts';
import { leaningOf } from './leaning-of.ts';
import { type Scored, scored, textOf } from './scored.ts';
import type { Search } from './search.ts';

/** How many of those that did best are tried again, and on how many samples; the last ones on all. */
const ROUNDS = [
  { tried: Number.POSITIVE_INFINITY, samples: 2 },
  { tried: 48, samples: 4 },
] as const;
const LAST = 12;
/** Gradients that a scan takes at most for one start, of all forms together. */
const GRADIENTS = 20;

/**
 * The words that do most alone. Of the whole vocabulary those are tried that the gradient promises most of (without it
 * some drawn at random), each in all slots of a form at once: at first on two samples, the best
 * of them on more, at last in each slot alone.
 */
export async function scan(
  search: Search,
): Promise<{ readonly tried: readonly string[]; readonly best: readonly Scored[] }> {
  const { forms, samples, budget } = search;
  const share = Math.ceil(budget.scanned / Math.max(1, forms.length));
  const guesses: Guess[] = [];
  for (const form of forms.keys()) {
    const words = await promisingWords(form, share, search);
    guesses.push(...words.map((word) => allSlots(forms, form, word)));
  }
  const tried = guesses.map((guess) => textOf(guess, forms));
  let left: readonly Guess[] = guesses;
  for (const round of ROUNDS) {
    const best = await scored(left.slice(0, round.tried), samples.slice(0, round.samples), search);
    left = best.map(({ guess }) => guess);
  }
  const alone = left.slice(0, LAST).flatMap(apart);
  const some = await scored(alone, samples.slice(0, ROUNDS[1].samples), search);
  const best = await scored(
    some.slice(0, LAST).map(({ guess }) => guess),
    samples,
    search,
  );
  return { tried, best };
}

async function promisingWords(form: number, count: number, search: Search): Promise<readonly string[]> {
  const { fragments, rules, samples, gradients, seed } = search;
  const words = fragments.filter(({ text }) => rules.isWord(text));
  if (gradients === undefined) return draw(words, count, seed + form).map(({ text }) => text);
  const random = seededRandom(seed + form);
  // A gradient tells of small changes, and a word is a large one: from several words it tells more than from one.
  const starts = [
    FILLER,
    ...Array.from({ length: 2 }, () => words[random.below(Math.max(1, words.length))]?.text ?? FILLER),
  ];
  const places = new Map<Fragment, number>();
  for (const start of new Set(starts)) {
    const guess = allSlots(search.forms, form, start);
    const asked = { ...search, fragments: words, budget: { ...search.budget, top: words.length } };
    const { promising } = await leaningOf(
      guess,
      'all',
      samples.slice(0, Math.ceil(GRADIENTS / search.forms.length)),
      asked,
    );
    for (const [place, fragment] of promising(0).entries()) {
      places.set(fragment, Math.min(place, places.get(fragment) ?? place));
    }
  }
  return words
    .toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
    .slice(0, count)
    .map(({ text }) => text);
}

/** The same word in one slot alone, for each slot. */
function apart({ form, slots }: Guess): readonly Guess[] {
  return slots.map((parts, slot) => ({
    form,
    slots: slots.map((_, at) => (at === slot ? parts : [FILLER])),
  }));
}
