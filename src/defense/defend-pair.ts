import type { DefenseContext } from './context.ts';
import type { Outcome } from './outcome.ts';
import { outcomesOf } from './outcomes-of.ts';
import type { Pair } from './over-subjects.ts';

/** The outcomes of two functions that a pair victim compares: each has its own verdict on its own elements. */
export async function defendPair(
  first: string,
  second: string,
  context: DefenseContext,
): Promise<readonly [Outcome, Outcome]> {
  for await (const outcomes of defendPairs([[first, second]], context)) return outcomes;
  throw new Error('defendPair: no outcome');
}

/**
 * As `defendAll`, for a victim that compares two functions.
 *
 * @throws ModelError where the victim cannot be used, or judges single functions
 */
export async function* defendPairs(
  pairs: Iterable<Pair> | AsyncIterable<Pair>,
  context: DefenseContext,
): AsyncGenerator<readonly [Outcome, Outcome], void, undefined> {
  for await (const [first, second] of outcomesOf(pairs, context)) {
    if (first !== undefined && second !== undefined) yield [first, second];
  }
}
