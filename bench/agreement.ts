import type { Measurement, Unmeasured } from '../src/defense/measure.ts';
import { entropy } from '../src/index.ts';
import { PUBLISHED_OPTIONS } from '../src/lab/baseline/published/options.ts';
import type { Published } from './open-published.ts';

const key = ({ kind, text }: { readonly kind: string; readonly text: string }) => `${kind} ${text}`;

/** How far our measuring, in the authors' setting, says what theirs says: over the same functions, in the same order. */
export function agreement(
  theirs: readonly Published[],
  ours: readonly (Measurement | Unmeasured | undefined)[],
): string {
  const counts = {
    sameElements: 0,
    sameVerdict: 0,
    compared: 0,
    noNumber: 0,
    oneElement: 0,
    atTheEdge: 0,
    otherElements: 0,
  };
  let score = 0;
  let spread = 0;
  for (const [at, their] of theirs.entries()) {
    const own = ours[at];
    if (own === undefined || !('elements' in own)) continue;
    if (their.elements.length < 2) counts.oneElement += 1;
    else if (their.entropy === null) counts.noNumber += 1;
    const seen = new Map(
      own.elements.flatMap(({ element, suspicion, inWindow }) =>
        inWindow ? [[key(element), suspicion]] : [],
      ),
    );
    const value = entropy([...seen.values()], PUBLISHED_OPTIONS);
    const usual = their.elements.length >= 2 && their.entropy !== null;
    if (usual) {
      counts.compared += 1;
      if (value <= PUBLISHED_OPTIONS.threshold === their.poisoned) counts.sameVerdict += 1;
    }
    const all = new Set(own.elements.map(({ element }) => key(element)));
    const counted = their.elements.filter(({ score: found }) => found !== 0);
    if (counted.some((each) => !all.has(key(each)))) counts.otherElements += 1;
    else if (counted.length !== seen.size) counts.atTheEdge += 1;
    else {
      counts.sameElements += 1;
      for (const each of counted) score = Math.max(score, Math.abs(each.score - (seen.get(key(each)) ?? 0)));
      if (usual) spread = Math.max(spread, Math.abs(value - (their.entropy ?? 0)));
    }
  }
  return (
    `of ${theirs.length} functions ${counts.sameElements} have the same elements, with scores at most ${score.toExponential(1)} ` +
    `and entropies at most ${spread.toExponential(1)} apart; ${counts.atTheEdge} differ in an element at the window's edge, ` +
    `${counts.otherElements} otherwise; same verdict in ${counts.sameVerdict} of ${counts.compared}; ` +
    `theirs has no number in ${counts.noNumber} and a single element in ${counts.oneElement}`
  );
}
