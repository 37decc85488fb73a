import type { Classification, Generation, Victim } from '../model/victim.ts';
import type { Prediction } from './outcome.ts';

/** An answer of the victim: with probabilities from a classifier, with a text and its likelihood from a generator. */
export type Reply = Classification | Generation;

/** What taking something away did to the answer. Fields as in ScoredElement. */
export interface Change {
  readonly suspicion: number;
  readonly rise: number;
  readonly inWindow: boolean;
}

/**
 * How the support for the first answer changed. For a classifier the probability of the label predicted before: what it
 * loses is what the other labels win. For a generator the mean token log-likelihood of the output given before.
 */
export function change(before: Reply, after: Reply): Change {
  if (before.inputId === after.inputId) return { suspicion: 0, rise: 0, inWindow: false };
  const label = 'probabilities' in before ? likeliest(before.probabilities) : 0;
  const rise = support(before, label) - support(after, label);
  return { suspicion: Math.abs(rise), rise, inWindow: true };
}

/** The answer in words. Of labels that are equally likely the first is predicted. */
export function predictionOf(victim: Victim, reply: Reply): Prediction {
  if ('text' in reply) return { label: reply.text, confidence: Math.exp(Math.min(0, reply.logLikelihood)) };
  const label = likeliest(reply.probabilities);
  return {
    label: victim.card.labels[label] ?? `label ${label}`,
    confidence: reply.probabilities[label] ?? 0,
  };
}

/** Probability of the most likely label other than the predicted one; undefined for a generator. */
export function doubtOf(reply: Reply): number | undefined {
  if ('text' in reply) return undefined;
  const label = likeliest(reply.probabilities);
  return Math.max(0, ...reply.probabilities.filter((_, other) => other !== label));
}

/** Whether the answer became another: another label, or an output that differs in more than white space. */
export function differs(before: Reply, after: Reply): boolean {
  if ('probabilities' in before && 'probabilities' in after) {
    return likeliest(before.probabilities) !== likeliest(after.probabilities);
  }
  return 'text' in before && 'text' in after && words(before.text) !== words(after.text);
}

function support(reply: Reply, label: number): number {
  return 'text' in reply ? reply.logLikelihood : (reply.probabilities[label] ?? 0);
}

function likeliest(probabilities: readonly number[]): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

/** A text whose white space no longer matters. */
export function words(text: string): string {
  return text.trim().split(/\s+/).join(' ');
}
