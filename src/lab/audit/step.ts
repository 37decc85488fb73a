import { type Random, seededRandom } from '../attack/seeded-random.ts';
import { draw } from '../redteam/draw.ts';
import { type Guess, partsIn, plainOf } from './form.ts';
import { leaningsOf } from './leaning-of.ts';
import { proposals } from './proposals.ts';
import type { Sample } from './sample.ts';
import { scan } from './scan.ts';
import { type Scored, scored, textOf } from './scored.ts';
import type { Search } from './search.ts';

/** Where a search stands; with it alone the search goes on as if it had never stopped. */
export interface SearchState {
  readonly step: number;
  /** Those that are gone on with, best first; never empty. */
  readonly beam: readonly Scored[];
  /** The step at which the best was last much improved. */
  readonly improved: number;
  readonly visited: readonly string[];
}

/** Samples on which every guess is tried; those that do best are tried on all. */
const FIRST_LOOK = 4;
const SHORTLIST = 8;

/** The search ends where the victim is sure of this share of the samples: a trigger may miss one of seven. */
export const ENOUGH = 0.85;

/** Less than this, in nats, is no improvement. */
const IMPROVEMENT = 0.01;

/** The first state: of the whole vocabulary the words that do most alone. */
export async function startOf(search: Search): Promise<SearchState> {
  const { tried, best } = await scan(search);
  const beam = best.length > 0 ? best : await scored([plainOf(search.forms, 0)], search.samples, search);
  return { step: 0, beam: beam.slice(0, search.budget.beam), improved: 0, visited: tried };
}

export function isOver({ step, improved, beam }: SearchState, { budget }: Search): boolean {
  return (beam[0]?.sure ?? 0) >= ENOUGH || step >= budget.steps || step - improved >= budget.patience;
}

/**
 * One step: guesses that differ in one part from those of the beam are drawn from what the gradient promises, tried on a
 * few samples, the best of them on all, and the best of those and of the beam are gone on with.
 */
export async function stepOf(state: SearchState, search: Search): Promise<SearchState> {
  const { budget, seed, rules, forms } = search;
  const random = seededRandom(seed ^ Math.imul(state.step + 1, 0x9e3779b1));
  const few = fewOf(search, random);
  const visited = new Set(state.visited);
  const guesses: Guess[] = [];
  for (const { guess } of state.beam) {
    const allows = (next: Guess, changed: number) =>
      rules.isWord(next.slots[changed]?.join('') ?? '') &&
      partsIn(next) <= rules.most &&
      !visited.has(textOf(next, forms));
    const asked = {
      count: budget.candidates,
      random,
      most: rules.most,
      apart: search.kind === 'name',
      allows,
    };
    const next = proposals(guess, await leaningsOf(guess, few, search), asked);
    for (const one of next) visited.add(textOf(one, forms));
    guesses.push(...next);
  }
  const full = await bestOf(guesses, few, search);
  const beam = [...state.beam, ...full].sort((a, b) => a.loss - b.loss).slice(0, budget.beam);
  const gain = (state.beam[0]?.loss ?? 0) - (beam[0]?.loss ?? 0);
  const step = state.step + 1;
  return { step, beam, improved: gain > IMPROVEMENT ? step : state.improved, visited: [...visited] };
}

/** Samples for a first look, others each time. */
export function fewOf({ samples }: Pick<Search, 'samples'>, random: Random): readonly Sample[] {
  return draw(samples, FIRST_LOOK, random.below(0x7fff_ffff));
}

/** Those that do best on a few samples, as they do on all. */
export async function bestOf(
  guesses: readonly Guess[],
  few: readonly Sample[],
  search: Search,
): Promise<readonly Scored[]> {
  const shortlist = (await scored(guesses, few, search)).slice(0, SHORTLIST);
  return scored(
    shortlist.map(({ guess }) => guess),
    search.samples,
    search,
  );
}
