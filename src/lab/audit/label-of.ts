import type { Classification } from '../../model/victim.ts';

/** The predicted label; of equally likely ones the first. */
export function labelOf({ probabilities }: Pick<Classification, 'probabilities'>): number {
  return probabilities.indexOf(Math.max(...probabilities));
}
