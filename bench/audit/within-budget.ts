import type { Scored } from '../../src/lab/audit/scored.ts';
import type { Search } from '../../src/lab/audit/search.ts';
import { ENOUGH } from '../../src/lab/audit/step.ts';
import type { Inversion } from './inversions.ts';
import { clock, type Spent } from './spent.ts';

/** What a method came to, and what that took. */
export interface Reached extends Spent {
  /** Undefined where not even the first step was within the budget. */
  readonly best: Scored | undefined;
  readonly steps: number;
  /** Questions to the victim, gradients among them at what they cost. */
  readonly questions: number;
}

/** Goes on until the victim is sure of enough functions, or until a step asks for more questions than are left. */
export async function withinBudget(
  inversion: Inversion,
  search: Search,
  { budget, gradientCost }: { readonly budget: number; readonly gradientCost: number },
): Promise<Reached> {
  const stop = new AbortController();
  const spent = clock();
  let questions = 0;
  let steps = 0;
  let best: Scored | undefined;
  const { victim, gradients } = search;
  const metered: Search = {
    ...search,
    victim: {
      ...victim,
      classify(inputs, signal) {
        spend(inputs.length);
        return victim.classify(inputs, signal);
      },
    },
    gradients: gradients && {
      ...gradients,
      lean(question, signal) {
        spend(question.inputs.length * gradientCost);
        return gradients.lean(question, signal);
      },
    },
  };
  try {
    for await (const now of inversion(metered)) {
      steps += 1;
      if (best === undefined || now.loss < best.loss) best = now;
      if (best.sure >= ENOUGH) break;
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  return { best, steps, questions, ...spent() };

  function spend(more: number): void {
    if (questions + more > budget) stop.abort();
    stop.signal.throwIfAborted();
    questions += more;
  }
}
