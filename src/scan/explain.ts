import type { DefenseContext } from '../defense/context.ts';
import { isPassedOver } from '../defense/is-passed-over.ts';
import { isPlanted } from '../defense/is-planted.ts';
import { type Judgement, judge } from '../defense/judge.ts';
import { type Measurement, measure } from '../defense/measure.ts';
import type { Confirmation, ScoredElement } from '../defense/outcome.ts';
import { outcomesOf } from '../defense/outcomes-of.ts';
import type { Subjects } from '../defense/over-subjects.ts';
import { countedIn, statisticOf } from '../defense/statistic.ts';
import { type MissingCalibration, yardstickOf } from '../defense/yardstick.ts';

/** Everything that is known of one function, whether or not a scan would look so close. */
export interface Explanation extends Pick<Measurement, 'prediction' | 'partly' | 'besideItself'> {
  /** By falling suspicion; ties by position. */
  readonly elements: readonly ScoredElement[];
  /** The statement that encloses the suspect, and is not weighed beside it. */
  readonly leftOut?: ScoredElement;
  /** Of the configured statistic. */
  readonly score: number;
  readonly entropy: number;
  /** As of a scan. */
  readonly confirmation?: Confirmation;
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
  const subjects: Subjects = other === undefined ? [text] : [[text, other]];
  for await (const [measured] of measure(subjects, close)) {
    if (measured === undefined || 'reason' in measured) return undefined;
    const { prediction, partly, besideItself, elements } = measured;
    const seen = elements.filter(({ inWindow }) => inWindow);
    const counted = new Set(countedIn(elements, options));
    const leftOut = seen.find((element) => !counted.has(element));
    const score = statisticOf(elements, options);
    const yardstick = yardstickOf(victim.card, grammar.language, options);
    const judgement = () =>
      seen.length < 2
        ? ({ why: 'too few elements' } as const)
        : yardstick.kind === 'uncalibrated'
          ? yardstick.missing
          : judge(yardstick, options.statistic, score);
    const judged = judgement();
    const isTried =
      yardstick.kind !== 'uncalibrated' &&
      'verdict' in judged &&
      isPlanted(score, judged.verdict, yardstick, victim.card, options.statistic);
    const confirmed = isTried ? await confirmedBy(subjects, context) : undefined;
    return {
      prediction,
      partly,
      ...(besideItself && { besideItself }),
      elements: elements.toSorted((a, b) => b.suspicion - a.suspicion),
      ...(leftOut && { leftOut }),
      score,
      entropy: statisticOf(elements, { ...options, statistic: 'entropy' }),
      ...(confirmed && { confirmation: confirmed.confirmation }),
      judgement: { ...judged, ...confirmed?.judgement },
      passedOver: isPassedOver(victim, options, prediction),
    };
  }
  return undefined;
}

/** What a scan says of a function once it has planted its trigger elsewhere. */
async function confirmedBy(subjects: Subjects, context: DefenseContext) {
  for await (const [outcome] of outcomesOf(subjects, context)) {
    if (outcome === undefined || outcome.verdict === 'skipped' || outcome.confirmation === undefined)
      return undefined;
    const { verdict, threshold, pValue, confirmation } = outcome;
    return { confirmation, judgement: { verdict, threshold, ...(pValue !== undefined && { pValue }) } };
  }
  return undefined;
}
