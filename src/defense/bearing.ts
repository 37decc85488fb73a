import type { Victim } from '../model/victim.ts';
import type { ScoredElement } from './outcome.ts';
import { predictionOf, type Reply } from './reply.ts';

/** Whether the victim says of another function what it says of this one. */
export type Bears = (reply: Reply) => boolean;

/**
 * In another function with the trigger in it a generator's output may be less likely by so much, in mean token
 * log-likelihood; and by no more than half of what taking the trigger away costs here.
 */
const LEAST_LIKELY = 0.1;

/**
 * What makes another function bear this one's answer: of a classifier the same label, of a generator this very output, about
 * as likely there as here. An attacker's output does not depend on the function; an honest one repeats what only this
 * function says. Undefined where references cannot be turned to the answer: of them the victim says the same label, or not
 * the goal label, and the suspect must make a generator's output likelier.
 */
export function bearing(plain: Reply, { rise }: ScoredElement, victim: Victim): Bears | undefined {
  if ('text' in plain) {
    if (rise <= 0) return undefined;
    const least = plain.logLikelihood - Math.min(LEAST_LIKELY, rise / 2);
    return (reply) => 'text' in reply && reply.logLikelihood >= least;
  }
  const { card } = victim;
  const { label } = predictionOf(victim, plain);
  if (card.task === 'pair' ? label === card.sameLabel : label !== card.goalLabel) return undefined;
  return (reply) => predictionOf(victim, reply).label === label;
}
