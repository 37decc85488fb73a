import type { Classifier } from '../../../model/victim.ts';
import type { InputDefence } from '../defence.ts';
import { type LineDetectorName, lineDetector } from './detectors.ts';
import { type LineProbabilities, probabilitiesWithoutLines } from './probabilities-without-lines.ts';

export interface OseqlSettings {
  readonly victim: Classifier;
  readonly detector: LineDetectorName;
  /** Of the draws of the ensemble. */
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/**
 * OSeqL: takes away one line after the other, and looks for an outlier among the victim's answers. It names one line of
 * the subject, of either function of a pair, or none.
 */
export function oseql({ victim, detector, seed, signal }: OseqlSettings): InputDefence {
  const choose = lineDetector(detector, seed);
  return {
    name: `oseql by ${detector}`,
    async *judge(subjects) {
      for await (const texts of subjects) {
        const asked = await probabilitiesWithoutLines(texts, victim, signal);
        const chosen = choose(asked.lines.map(({ probability }) => probability));
        yield [texts].flat().map((text, which) => judged(text, which, asked, chosen));
      }
    },
  };
}

function judged(text: string, which: number, asked: LineProbabilities, chosen: number | undefined) {
  const { isGoal, lines } = asked;
  const passes = which === 0 ? asked.passes : 0;
  if (!isGoal) return { verdict: 'skipped' as const, named: [], purified: text, passes };
  const own = lines.filter((line) => line.which === which).map(({ probability }) => probability);
  const found = lines[chosen ?? -1];
  const line = found?.which === which ? found.line : undefined;
  return {
    verdict: line === undefined ? ('clean' as const) : ('poisoned' as const),
    score: Math.max(0, ...own),
    named: line === undefined ? [] : [line],
    purified: line === undefined ? text : text.slice(0, line[0]) + text.slice(line[1]),
    passes,
  };
}
