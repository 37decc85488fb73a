import type { DefenseContext } from '../defense/context.ts';
import { entropy } from '../defense/entropy.ts';
import { isPassedOver } from '../defense/is-passed-over.ts';
import { type Judgement, judge } from '../defense/judge.ts';
import { type Measurement, measure } from '../defense/measure.ts';
import type { ScoredElement } from '../defense/outcome.ts';
import { statisticOf } from '../defense/statistic.ts';
import { type MissingCalibration, yardstickOf } from '../defense/yardstick.ts';

/** Everything that is known of one function, whether or not a scan would look so close. */
export interface Explanation extends Pick<Measurement, 'prediction' | 'partly' | 'besideItself'> {
  /** By falling suspicion; ties by position. */
  readonly elements: readonly ScoredElement[];
  /** Of the configured statistic. */
  readonly score: number;
  readonly entropy: number;
  readonly judgement: Judgement | MissingCalibration | { readonly why: 'too few elements' };
  /** A scan would pass the function over: the victim's answer is not what an attacker wants. */
  readonly passedOver: boolean;
}

/**
 * Probes every element of a function. `other` is what a pair victim compares it with: itself, by default, and where it
 * does not take it for its own copy. Undefined where the function cannot be parsed.
 *
 * @throws ModelError where the victim cannot be used
 */
export async function explain(
  text: string,
  context: DefenseContext,
  other?: string,
): Promise<Explanation | undefined> {
  const { options, victim, grammar } = context;
  const close = { ...context, options: { ...options, inspect: 'all' as const } };
  for await (const [measured] of measure(other === undefined ? [text] : [[text, other]], close)) {
    if (measured === undefined || 'reason' in measured) return undefined;
    const { prediction, partly, besideItself, elements } = measured;
    const seen = elements.filter(({ inWindow }) => inWindow);
    const score = statisticOf(elements, options);
    const yardstick = yardstickOf(victim.card, grammar.language, options);
    const judgement = () =>
      seen.length < 2
        ? ({ why: 'too few elements' } as const)
        : yardstick.kind === 'uncalibrated'
          ? yardstick.missing
          : judge(yardstick, options.statistic, score);
    return {
      prediction,
      partly,
      ...(besideItself && { besideItself }),
      elements: elements.toSorted((a, b) => b.suspicion - a.suspicion),
      score,
      entropy: entropy(
        seen.map(({ suspicion }) => suspicion),
        options,
      ),
      judgement: judgement(),
      passedOver: isPassedOver(victim, options, prediction),
    };
  }
  return undefined;
}
