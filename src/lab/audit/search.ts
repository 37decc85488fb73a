import type { Gradients } from '../../model/gradients.ts';
import type { Classifier } from '../../model/victim.ts';
import { seededRandom } from '../attack/seeded-random.ts';
import { draw } from '../redteam/draw.ts';
import type { Fragment } from './fragments.ts';
import { lossOf, probabilitiesOf } from './losses.ts';
import { byGradient } from './promising.ts';
import { type Promising, type ProposalRules, proposals } from './proposals.ts';
import { holed, type Sample } from './sample.ts';

/** A name by its parts, with the mean loss of the search samples when it stands in them. */
export interface Scored {
  readonly parts: readonly string[];
  readonly loss: number;
}

/** Where a search stands; with it alone the search goes on as if it had never stopped. */
export interface SearchState {
  readonly step: number;
  readonly now: readonly string[];
  readonly best: Scored;
  /** The step at which the best was last much improved. */
  readonly improved: number;
  readonly visited: readonly string[];
}

export interface Search {
  readonly victim: Classifier;
  /** Without them fragments are drawn at random, and the victim's answers alone show the way. */
  readonly gradients: Gradients | undefined;
  readonly samples: readonly Sample[];
  readonly target: number;
  readonly fragments: readonly Fragment[];
  readonly rules: ProposalRules;
  readonly seed: number;
  readonly budget: Budget;
  readonly signal?: AbortSignal;
}

export interface Budget {
  /** Steps of a search at most. */
  readonly steps: number;
  /** Steps without an improvement after which it ends. */
  readonly patience: number;
  /** Names tried a step. */
  readonly candidates: number;
  /** Fragments among which the draw for a part is made. */
  readonly top: number;
}

/** On two cores a search of this size takes a minute or two. */
export const BUDGET: Budget = { steps: 40, patience: 8, candidates: 32, top: 64 };

/** Samples on which every name of a step is tried; those that do best are tried on all. */
const FIRST_LOOK = 4;
const SHORTLIST = 6;

/** Less than this, in nats, is no improvement. */
const IMPROVEMENT = 0.01;

/** The first state: one fragment, drawn by the seed. */
export async function startOf(search: Search): Promise<SearchState> {
  const { fragments, rules, seed } = search;
  const random = seededRandom(seed);
  const starts = fragments.filter(({ text }) => rules.test.isName(text) && !rules.taken.has(text));
  const start = starts.length === 0 ? undefined : starts[random.below(starts.length)];
  const parts = [start?.text ?? 'v'];
  const [best] = await scored([parts], search.samples, search);
  return {
    step: 0,
    now: parts,
    best: best ?? { parts, loss: Number.POSITIVE_INFINITY },
    improved: 0,
    visited: [parts.join('')],
  };
}

export function isOver({ step, improved }: SearchState, { steps, patience }: Budget): boolean {
  return step >= steps || step - improved >= patience;
}

/**
 * One step: names that differ in one part from the current one are drawn from what the gradient promises, tried on a few
 * samples, the best of them on all, and the best of those is gone on with, even where it is worse than the current one.
 */
export async function stepOf(state: SearchState, search: Search): Promise<SearchState> {
  const { samples, budget, seed, rules } = search;
  const random = seededRandom(seed ^ Math.imul(state.step + 1, 0x9e3779b1));
  const few = draw(samples, FIRST_LOOK, random.below(0x7fff_ffff));
  const { parts, promising } = await leaningOf(state.now, few, search);
  const visited = new Set(state.visited);
  const names = proposals(parts, promising, budget.candidates, random, visited, rules);
  const shortlist = (await scored(names, few, search)).slice(0, SHORTLIST);
  const [winner] = await scored(
    shortlist.map((each) => each.parts),
    samples,
    search,
  );
  const step = state.step + 1;
  if (winner === undefined) return { ...state, step };
  const better = winner.loss < state.best.loss;
  return {
    step,
    now: winner.parts,
    best: better ? winner : state.best,
    improved: winner.loss < state.best.loss - IMPROVEMENT ? step : state.improved,
    visited: [...state.visited, ...names.map((name) => name.join(''))],
  };
}

/** How many answers of the victim a step costs; a gradient is as dear as three. */
export function passesOf({ samples, gradients, budget }: Search): number {
  const first = Math.min(FIRST_LOOK, samples.length);
  return budget.candidates * first + SHORTLIST * samples.length + (gradients ? 3 * first : 0);
}

async function leaningOf(
  now: readonly string[],
  samples: readonly Sample[],
  { gradients, fragments, target, budget, signal }: Search,
): Promise<{ readonly parts: readonly string[]; readonly promising: Promising }> {
  if (gradients === undefined) return { parts: now, promising: () => fragments };
  const inputs = samples.map((sample) => ({ code: holed(sample) }));
  const leaning = await gradients.lean({ inputs, name: now.join(''), target }, signal);
  return { parts: leaning.parts, promising: byGradient(leaning, fragments, budget.top) };
}

/** Best first; of equals the first. */
async function scored(
  names: readonly (readonly string[])[],
  samples: readonly Sample[],
  search: Search,
): Promise<readonly Scored[]> {
  const texts = names.map((parts) => parts.join(''));
  const found = await probabilitiesOf(texts, samples, search.target, search);
  return names.map((parts, at) => ({ parts, loss: lossOf(found[at] ?? []) })).sort((a, b) => a.loss - b.loss);
}
