import type { Calibration } from '../model/card.ts';
import type { DefenseContext } from './context.ts';
import { measure } from './measure.ts';
import type { Subjects } from './over-subjects.ts';
import { statisticOf, suspiciousness } from './statistic.ts';
import { statisticName } from './yardstick.ts';

/** As many as a card keeps. */
const MAX_SCORES = 2_000;

/**
 * The scores of clean functions, by which later ones are judged: of those that would be inspected, with every element
 * probed whatever the effort. Of more than 2,000 every so many-th in order of suspicion is kept, and numbers to six
 * digits. The functions must be clean, and like those that will be judged.
 *
 * @throws ModelError where the victim cannot be used
 */
export async function calibrate(clean: Subjects, context: DefenseContext): Promise<Calibration> {
  const { options, victim, grammar } = context;
  const scores: number[] = [];
  const doubts: number[] = [];
  for await (const functions of measure(clean, context)) {
    for (const measured of functions) {
      if ('reason' in measured) continue;
      if (measured.elements.filter(({ inWindow }) => inWindow).length < 2) continue;
      scores.push(statisticOf(measured.elements, options));
      if (measured.doubt !== undefined) doubts.push(measured.doubt);
    }
  }
  const { statistic } = options;
  return {
    language: grammar.language,
    statistic: statisticName(victim.card, options),
    probe: options.probe,
    kinds: [...options.kinds],
    scores: thinned(scores.sort((a, b) => suspiciousness(statistic, a) - suspiciousness(statistic, b))),
    doubts: thinned(doubts.sort((a, b) => a - b)),
  };
}

function thinned(sorted: readonly number[]): number[] {
  const step = Math.max(1, sorted.length / MAX_SCORES);
  const kept = Array.from(
    { length: Math.min(MAX_SCORES, sorted.length) },
    (_, index) => sorted[Math.floor((index + 0.5) * step)] ?? 0,
  );
  return kept.map((value) => Number(value.toPrecision(6)));
}
