import type { DefenseContext } from '../../defense/context.ts';
import { defendAll } from '../../defense/defend.ts';
import type { Outcome } from '../../defense/outcome.ts';
import type { Goal } from './goal-of.ts';
import type { PlainResult } from './result.ts';
import { shareOf } from './share.ts';
import type { Target } from './try-attack.ts';

/** Has the defence inspect the functions as they are: what it flags, and what there is for an attack to turn. */
export async function tryPlain(
  functions: readonly string[],
  context: DefenseContext,
  goal: Goal,
  onTried: (count: number) => void,
): Promise<{ readonly plain: PlainResult; readonly targets: readonly Target[] }> {
  const targets: Target[] = [];
  const findings: { readonly index: number; readonly outcome: Outcome }[] = [];
  let inspected = 0;
  for await (const outcome of defendAll(functions, context)) {
    const index = targets.length;
    targets.push({ index, code: functions[index] ?? '', before: outcome.prediction });
    if (outcome.verdict !== 'skipped') inspected += 1;
    if (outcome.verdict === 'poisoned') findings.push({ index, outcome });
    onTried(1);
  }
  return {
    targets,
    plain: {
      goal: targets.filter(({ before }) => before && goal.isReached(before)).length,
      unanswered: targets.filter(({ before }) => before === undefined).length,
      flagged: shareOf(findings.length, inspected),
      findings,
    },
  };
}
