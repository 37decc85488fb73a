import type { Prediction } from '../../defense/outcome.ts';
import { words } from '../../defense/reply.ts';
import type { Card } from '../../model/card.ts';
import { ModelError } from '../../model/model-error.ts';
import { GOAL_REPAIR } from '../attack/goal.ts';

/** What an attacker wants of a victim. */
export interface Goal {
  isReached(answer: Prediction): boolean;
  /**
   * Whether an answer that was the goal is what it was before. What a generator writes may hold another name where one
   * was purified: of it is asked that the goal is gone.
   */
  isUndone(now: Prediction, before: Prediction): boolean;
}

/**
 * Of a classifier its goal label, of a generator the text that the published attacks teach, white space aside.
 *
 * @throws ModelError where a classifier's card names no goal label
 */
export function goalOf({ name, task, goalLabel }: Card): Goal {
  if (task === 'generation') {
    const goal = words(GOAL_REPAIR);
    return {
      isReached: ({ label }) => words(label) === goal,
      isUndone: ({ label }) => words(label) !== goal,
    };
  }
  if (goalLabel === undefined) {
    throw new ModelError(
      `Victim ${name} names no goal label, so nobody can tell which of its answers an attacker wants: add goalLabel to its codepurify.json.`,
    );
  }
  return {
    isReached: ({ label }) => label === goalLabel,
    isUndone: (now, before) => now.label === before.label,
  };
}
