import type { DefenseContext } from './context.ts';
import type { Outcome } from './outcome.ts';
import { outcomesOf } from './outcomes-of.ts';

/**
 * The outcome of one function: its verdict and, where it is poisoned, the trigger and a purified replacement. A pair
 * victim is asked about it beside itself. For a function with a neighbour in the same language `defendAll` is faster.
 *
 * @throws ModelError where the victim cannot be used
 */
export async function defend(code: string, context: DefenseContext): Promise<Outcome> {
  for await (const outcome of defendAll([code], context)) return outcome;
  throw new Error('defend: no outcome');
}

/**
 * The outcomes of many functions of one language, in their order. The victim is asked about many functions at once, in
 * chunks: memory stays the same however many functions there are. Results do not depend on what shares a chunk.
 *
 * @throws ModelError where the victim cannot be used
 */
export async function* defendAll(
  functions: Iterable<string> | AsyncIterable<string>,
  context: DefenseContext,
): AsyncGenerator<Outcome, void, undefined> {
  for await (const [outcome] of outcomesOf(functions, context)) if (outcome !== undefined) yield outcome;
}
