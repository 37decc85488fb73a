import { seededRandom } from '../attack/seeded-random.ts';
import { draw } from '../redteam/draw.ts';
import { FILLER, plainOf, slotsOf, withSlot } from './form.ts';
import type { Fragment } from './fragments.ts';
import { leaningOf } from './leaning-of.ts';
import { type Scored, scored, textOf } from './scored.ts';
import type { Search } from './search.ts';

/** How many of those that did best are tried again, and on how many samples; the last ones on all. */
const ROUNDS = [
  { tried: Number.POSITIVE_INFINITY, samples: 2 },
  { tried: 48, samples: 4 },
  { tried: 12, samples: Number.POSITIVE_INFINITY },
] as const;
/** About as many gradients a scan takes for one start, of all slots together. */
const GRADIENTS = 20;

interface Slot {
  readonly form: number;
  readonly slot: number;
}

/**
 * The words that do most alone: of the whole vocabulary those that the gradient promises most of (without it some drawn
 * at random), each in one slot with a plain word in the others; at first on two samples, the best of them on more.
 */
export async function scan(
  search: Search,
): Promise<{ readonly tried: readonly string[]; readonly best: readonly Scored[] }> {
  const { forms, samples, budget } = search;
  const slots = forms.flatMap((form, at) =>
    Array.from({ length: slotsOf(form) }, (_, slot): Slot => ({ form: at, slot })),
  );
  const share = Math.ceil(budget.scanned / Math.max(1, slots.length));
  const few = samples.slice(0, Math.ceil(GRADIENTS / Math.max(1, slots.length)));
  const guesses = [];
  for (const [at, { form, slot }] of slots.entries()) {
    const words = await promisingWords({ form, slot }, share, {
      ...search,
      samples: few,
      seed: search.seed + at,
    });
    guesses.push(...words.map((word) => withSlot(plainOf(forms, form), slot, [word])));
  }
  const tried = guesses.map((guess) => textOf(guess, forms));
  let best: readonly Scored[] = [];
  let left = guesses;
  for (const round of ROUNDS) {
    best = await scored(left.slice(0, round.tried), samples.slice(0, round.samples), search);
    left = best.map(({ guess }) => guess);
  }
  return { tried, best };
}

async function promisingWords(
  { form, slot }: Slot,
  count: number,
  search: Search,
): Promise<readonly string[]> {
  const { fragments, rules, samples, gradients, seed } = search;
  const words = fragments.filter(({ text }) => rules.isWord(text));
  if (gradients === undefined) return draw(words, count, seed).map(({ text }) => text);
  const random = seededRandom(seed);
  // A gradient tells of small changes, and a word is a large one: from several words it tells more than from one.
  const starts = [
    FILLER,
    ...Array.from({ length: 2 }, () => words[random.below(Math.max(1, words.length))]?.text ?? FILLER),
  ];
  const asked = { ...search, fragments: words, budget: { ...search.budget, top: words.length } };
  const places = new Map<Fragment, number>();
  for (const start of new Set(starts)) {
    const guess = withSlot(plainOf(search.forms, form), slot, [start]);
    const { promised } = await leaningOf(guess, slot, samples, asked);
    for (const [place, { fragment }] of promised.filter(({ part }) => part === 0).entries()) {
      places.set(fragment, Math.min(place, places.get(fragment) ?? place));
    }
  }
  return words
    .toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
    .slice(0, count)
    .map(({ text }) => text);
}
