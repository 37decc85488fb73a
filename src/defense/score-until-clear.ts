import type { Element } from '../code/element.ts';
import type { Victim } from '../model/victim.ts';
import { enclosers } from './encloses.ts';
import type { Inquiry } from './inquiry.ts';
import { judge } from './judge.ts';
import { mostSuspicious } from './most-suspicious.ts';
import type { DefenseOptions } from './options.ts';
import type { ScoredElement } from './outcome.ts';
import type { Reply } from './reply.ts';
import { inView } from './subject.ts';
import type { Yardstick } from './yardstick.ts';

/** So many elements are asked about before the verdict is looked at again; then all that are left. */
const ROUNDS = [2, 2, 4, 8];

/** Scores are rounded to six digits: a bound that is nearer than that to the threshold proves nothing. */
const ROUNDING = 1e-5;

/** Normal code has at least so many characters a token: what stands further in is asked about later. */
const CHARACTERS_PER_TOKEN = 3;

/**
 * The suspicion of every element, by position; or undefined as soon as the function is clean whatever the victim would
 * say of the elements not yet asked about. The verdict is that of asking about all of them, to the last function: no
 * recall is lost, and clean functions of Devign cost a quarter of the questions. What takes most text away is asked
 * about first, since it is likely to matter: two elements that matter leave none that could dominate.
 */
export async function scoreUntilClear(
  inquiry: Inquiry,
  plain: Reply,
  { card }: Victim,
  yardstick: Exclude<Yardstick, { kind: 'uncalibrated' }>,
  options: DefenseOptions,
): Promise<readonly ScoredElement[] | undefined> {
  const { side } = inquiry;
  const most = mostOf(plain);
  const reach = card.maxLength * CHARACTERS_PER_TOKEN;
  const askable = side.elements.filter((element) => inView(side, element) !== undefined);
  const size = new Map(askable.map((element) => [element, charactersWithin(element, reach)]));
  const order = askable.toSorted((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0));
  const around = enclosers(side.elements);
  const known = new Map<Element, ScoredElement>();
  let left = order.length;
  if (Number.isFinite(most.suspicion)) {
    for (const round of ROUNDS) {
      const next = order.slice(order.length - left, order.length - left + round);
      for (const scored of await inquiry.score(next)) known.set(scored.element, scored);
      left -= next.length;
      if (left === 0) break;
      const seen = [...known.values()].filter(({ inWindow }) => inWindow);
      const open = order.slice(order.length - left);
      if (seen.length >= 2 && isClear(mostSuspicious(seen, open, around, most, options))) return undefined;
    }
  }
  const rest = side.elements.filter((element) => !known.has(element));
  for (const scored of await inquiry.score(rest)) known.set(scored.element, scored);
  return side.elements.flatMap((element) => known.get(element) ?? []);

  function isClear(score: number): boolean {
    const nearest = options.statistic === 'entropy' ? score * (1 - ROUNDING) : score * (1 + ROUNDING);
    return judge(yardstick, options.statistic, nearest).verdict === 'clean';
  }
}

/** A probability can fall by all of itself and rise to one; the likelihood of an output falls without end. */
function mostOf(plain: Reply): { readonly suspicion: number; readonly rise: number } {
  if ('text' in plain) return { suspicion: Number.POSITIVE_INFINITY, rise: Number.POSITIVE_INFINITY };
  const confidence = Math.max(...plain.probabilities);
  return { suspicion: Math.max(confidence, 1 - confidence), rise: confidence };
}

function charactersWithin({ ranges }: Element, reach: number): number {
  return ranges.reduce(
    (total, [from, to]) => total + Math.max(0, Math.min(to, reach) - Math.min(from, reach)),
    0,
  );
}
