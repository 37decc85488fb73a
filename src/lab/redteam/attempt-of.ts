import type { Range } from '../../code/edit.ts';
import type { Outcome } from '../../defense/outcome.ts';
import type { Goal } from './goal-of.ts';
import type { Attempt } from './result.ts';

/** An answer that a trigger turned, before the defence was asked. */
export type Turned = Omit<Attempt, 'outcome' | 'caught' | 'named' | 'undone'>;

/** The same with what the defence made of it. */
export function attemptOf(turned: Turned, outcome: Outcome, goal: Goal): Attempt {
  if (outcome.verdict !== 'poisoned')
    return { ...turned, outcome, caught: false, named: false, undone: false };
  const named = outcome.trigger.element.ranges;
  const { planted, before } = turned;
  return {
    ...turned,
    outcome,
    caught: true,
    named: named.every((range) => liesIn(range, planted.trigger.ranges)),
    undone: outcome.purification !== undefined && goal.isUndone(outcome.purification.prediction, before),
  };
}

function liesIn([from, to]: Range, ranges: readonly Range[]): boolean {
  return ranges.some(([start, end]) => start <= from && to <= end);
}
