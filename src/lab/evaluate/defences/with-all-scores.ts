import type { DefenseContext } from '../../../defense/context.ts';
import { measure } from '../../../defense/measure.ts';
import type { Pair } from '../../../defense/over-subjects.ts';
import { statisticOf, suspiciousness } from '../../../defense/statistic.ts';
import type { Judged } from '../../baseline/defence.ts';

/**
 * Our own judgements with the score of every function that was cleared before all its elements were asked about: the
 * verdict needs no such score, and a ROC curve does. What this costs is not counted.
 */
export async function withAllScores(
  judged: readonly (readonly Judged[])[],
  subjects: readonly (string | Pair)[],
  context: DefenseContext,
): Promise<readonly (readonly Judged[])[]> {
  const open = judged.flatMap((functions, at) =>
    functions.some(({ verdict, score }) => verdict === 'clean' && score === undefined) ? [at] : [],
  );
  const all = [...judged];
  let next = 0;
  for await (const measured of measure(
    open.map((at) => subjects[at] ?? ''),
    context,
  )) {
    const at = open[next++] ?? 0;
    all[at] = (judged[at] ?? []).map((one, which) => {
      const own = measured[which];
      if (one.score !== undefined || own === undefined || 'reason' in own) return one;
      if (own.elements.filter(({ inWindow }) => inWindow).length < 2) return one;
      const score = statisticOf(own.elements, context.options);
      return { ...one, score: suspiciousness(context.options.statistic, score) };
    });
  }
  return all;
}
