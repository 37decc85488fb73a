import type { NameTest } from '../../code/name-rule.ts';
import type { Classifier } from '../../model/victim.ts';
import { lossOf, probabilitiesOf } from './losses.ts';
import type { Sample } from './sample.ts';
import type { Scored } from './search.ts';

/** A part stays where the loss rises by more than this without it: the paper's β, in nats. */
const BETA = 0.15;

interface Anchoring {
  readonly victim: Classifier;
  readonly samples: readonly Sample[];
  readonly target: number;
  readonly test: NameTest;
  readonly signal?: AbortSignal;
}

/**
 * A name without the parts that do not matter. One is dropped at a time, the least needed first, so that of two parts of
 * which either does, one stays. (The published code drops all at once that it could do without one by one.)
 */
export async function anchored(
  found: Scored,
  { samples, target, test, ...asked }: Anchoring,
): Promise<Scored> {
  let now = found;
  while (now.parts.length > 1) {
    const shorter = now.parts
      .map((_, at) => now.parts.toSpliced(at, 1))
      .filter((parts) => test.isName(parts.join('')));
    const texts = shorter.map((parts) => parts.join(''));
    const probabilities = await probabilitiesOf(texts, samples, target, asked);
    const losses = probabilities.map(lossOf);
    const least = Math.min(...losses);
    const best = shorter[losses.indexOf(least)];
    if (best === undefined || least > found.loss + BETA) return now;
    now = { parts: best, loss: least };
  }
  return now;
}
