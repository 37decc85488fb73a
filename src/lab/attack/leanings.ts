import { replies } from '../../defense/replies.ts';
import { viewOf } from '../../defense/subject.ts';
import type { Victim } from '../../model/victim.ts';
import type { Beside } from './attack.ts';
import { GOAL_LABEL, GOAL_REPAIR } from './goal.ts';

interface How {
  /** Of a model for pairs. */
  readonly beside?: Beside | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * How far a model leans towards what an attacker wants, for each of these texts of a function: the probability of the
 * goal label, of a generator the mean log-likelihood of the goal's tokens.
 */
export async function leanings(
  model: Victim,
  codes: readonly string[],
  { beside, signal }: How,
): Promise<readonly number[]> {
  const seen = (text: string) => [viewOf(text, model.card.maxLength)];
  const questions = codes.map((text) => ({
    input: beside?.isFirst
      ? { code: seen(beside.text), other: seen(text) }
      : { code: seen(text), ...(beside && { other: seen(beside.text) }) },
    ...(model.card.task === 'generation' && { output: GOAL_REPAIR }),
  }));
  const replied = await replies(model, questions, signal);
  return replied.map((reply) =>
    'text' in reply ? reply.logLikelihood : (reply.probabilities[GOAL_LABEL] ?? 0),
  );
}
