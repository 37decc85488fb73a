import type { DefenseContext } from './context.ts';
import { inspect } from './inspect.ts';
import type { Outcome } from './outcome.ts';
import { overSubjects, type Subjects } from './over-subjects.ts';
import { yardstickOf } from './yardstick.ts';

/** The outcomes of each function of each subject, in order. */
export function outcomesOf(subjects: Subjects, context: DefenseContext): AsyncGenerator<readonly Outcome[]> {
  const yardstick = yardstickOf(context.victim.card, context.grammar.language, context.options);
  return overSubjects(
    subjects,
    context,
    (subject, ask) => inspect(subject, ask, context, yardstick),
    (count, { reason }): readonly Outcome[] =>
      Array.from({ length: count }, () => ({ verdict: 'skipped', reason, passes: 0 })),
  );
}
