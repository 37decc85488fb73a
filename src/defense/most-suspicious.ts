import type { Element } from '../code/element.ts';
import { KEPT_SHARE } from './defaults.ts';
import { FLOOR } from './dominance.ts';
import type { Spread } from './options.ts';
import type { Change } from './reply.ts';
import { suspiciousness, weight } from './statistic.ts';

/** Sums and logarithms of many suspicions are not exact to the last bit, and a threshold may be 0. */
const ROUNDING = 1e-9;

type Known = Pick<Change, 'suspicion' | 'rise'> & { readonly element: Element };
type Most = Pick<Change, 'suspicion' | 'rise'>;

/**
 * The most suspicious score that a function can still get when some of its elements are known and at most those of `open`
 * are not: what is beyond it is excluded, whatever the victim will say of the others.
 *
 * The score leaves out what encloses the suspect. That may be any open element, or one of the known ones that have nearly as
 * much weight as the heaviest of them: the bound is the most suspicious over all these cases, and over that of leaving out
 * nothing.
 *
 * @param enclosers see there
 * @param most the largest suspicion, and the largest rise, that an element of this function can have; may be Infinity
 */
export function mostSuspicious(
  known: readonly Known[],
  open: readonly Element[],
  enclosers: ReadonlyMap<Element, ReadonlySet<Element>>,
  most: Most,
  options: Spread,
): number {
  const { statistic } = options;
  let worst = withAll(known, open.length, most, options);
  if (options.weighsEnclosing) return worst;
  const least = KEPT_SHARE * Math.max(...known.map((one) => weight(statistic, one)));
  const suspects = known.filter((one) => weight(statistic, one) >= least).map(({ element }) => element);
  const tried = new Set<string>();
  const places = new Map([...known.map(({ element }) => element), ...open].map((each, at) => [each, at]));
  for (const each of [...suspects, ...open]) {
    const around = enclosers.get(each) ?? new Set();
    const key = Array.from(around, (statement) => places.get(statement)).join();
    if (around.size === 0 || tried.has(key)) continue;
    tried.add(key);
    const rest = known.filter(({ element }) => !around.has(element));
    const left = open.filter((element) => !around.has(element)).length;
    if (rest.length + left < 2) continue;
    const score = withAll(rest, left, most, options);
    if (suspiciousness(statistic, score) > suspiciousness(statistic, worst)) worst = score;
  }
  return worst;
}

/**
 * The bound where every element is weighed, `left` of them unknown.
 *
 * Entropy: along one element's suspicion the entropy rises and then falls, so that it is lowest where each unknown
 * suspicion is nothing or all it can be; with j of k unknown ones at the most c, and S the sum and U = Σ s·ln s of the
 * known ones, it is ln(S + j·c) − (U + j·c·ln c) ÷ (S + j·c). Dominance: the highest rise among suspicions of nothing.
 */
function withAll(
  known: readonly Pick<Change, 'suspicion' | 'rise'>[],
  left: number,
  most: Most,
  options: Spread,
): number {
  const sum = known.reduce((total, { suspicion }) => total + suspicion, 0);
  const count = known.length + left;
  if (options.statistic === 'dominance') {
    const others = Math.max(1, count - 1);
    const highest = (rise: number, rest: number) => Math.max(0, rise) / (Math.max(0, rest) / others + FLOOR);
    return known.reduce(
      (highestYet, { rise, suspicion }) => Math.max(highestYet, highest(rise, sum - suspicion)),
      left > 0 ? highest(most.rise, sum) : 0,
    );
  }
  if (options.normalization === 'softmax' || !Number.isFinite(most.suspicion)) return 0;
  const weighed = known.reduce((total, { suspicion }) => total + timesLog(suspicion), 0);
  let lowest = Math.log(count);
  for (let reached = 0; reached <= left; reached++) {
    const total = sum + reached * most.suspicion;
    if (total <= 0) continue;
    lowest = Math.min(lowest, Math.log(total) - (weighed + reached * timesLog(most.suspicion)) / total);
  }
  return Math.max(0, (options.scaleByCount ? lowest / Math.log(count) : lowest) - ROUNDING);
}

function timesLog(value: number): number {
  return value > 0 ? value * Math.log(value) : 0;
}
