import { parseFunction } from '../code/parse-function.ts';
import type { Parsed } from '../code/parsed.ts';
import type { Victim } from '../model/victim.ts';
import { type Bears, bearing } from './bearing.ts';
import { CONFIRMED_SHARE, CROWDED_SHARE } from './defaults.ts';
import type { Host, Inquiry } from './inquiry.ts';
import type { Confirmation, ScoredElement } from './outcome.ts';
import type { Reply } from './reply.ts';
import { viewOf } from './subject.ts';
import { type Way, waysToPlant } from './ways-to-plant.ts';

/** What is more than this of a function is rather the function than something in it. */
const LARGEST_PART = 0.5;
/** Of a pair, what is more than this of a reference fills so much of the window that it may decide by its size. */
const LARGEST_IN_REFERENCE = 0.25;
/** Fewer functions in which it is less tell nothing. */
const LEAST_ROOMY = 4;
/** So many references are asked about first: where they turn none, no more are. */
const FIRST = 4;

/** What planting an element into references showed. */
export interface Evidence {
  readonly confirmation: Confirmation;
  readonly isTrigger: boolean;
}

/** A reference, and what stands in it where it takes the element; null where the element stands in it already. */
interface Planted {
  readonly text: string;
  readonly planted: string | null;
}

/**
 * Beyond the papers: a backdoor's trigger works in any function, while what only decides here (a name that is typical of
 * such code, a block that is most of the function) does not. The element is planted into functions of which the victim
 * says something else, and those are counted of which it now says what it says here. One in which the name stands already
 * has not turned. No more are asked about where the first turn none, or once too few can turn. See `bearing` for what a
 * generator says.
 *
 * Of a pair it is planted into both functions, for two equal functions are equal still, whatever is honest in them. An
 * element that stands in one of them is then planted into one alone, as some trigger may have to be. Functions at least
 * four times as long as it take it: in others the victim would see little else, and in one of two such a block makes them
 * differ. A statement that is too long for them, as anybody can make one, is planted in its shorter forms. Where those turn
 * too few, and it is no more than half of its own function, it is planted as it stands, into both of any, and nearly all of
 * them must turn.
 *
 * Undefined where that cannot be asked: none of the references takes the element, or they bear this answer as they stand.
 *
 * @param share of the references, that must turn
 */
export async function confirm(
  suspect: ScoredElement,
  inquiry: Inquiry,
  plain: Reply,
  references: readonly string[],
  victim: Victim,
  share: number = CONFIRMED_SHARE,
): Promise<Evidence | undefined> {
  const bears = bearing(plain, suspect, victim);
  if (bears === undefined) return undefined;
  const { element } = suspect;
  const { parsed, text } = inquiry.side;
  const hosts = references.flatMap((reference) => {
    const host = parseFunction(parsed.grammar, reference);
    return 'reason' in host ? [] : [host];
  });
  const ways = waysToPlant(element, parsed);
  const [whole] = ways;
  const isPair = victim.card.task === 'pair';
  let best: Confirmation | undefined;
  for (const way of ways) {
    const planted = hosts.flatMap((host) => plantedIn(host, way));
    const roomy = isPair
      ? planted.filter((host) => way.length <= LARGEST_IN_REFERENCE * host.text.length)
      : planted;
    if (roomy.length < (isPair ? LEAST_ROOMY : 1)) continue;
    for (const inBoth of inquiry.standsAlone(element) ? [true, false] : [true]) {
      const known = await turnedOf(roomy, inBoth, share, inquiry, bears, victim);
      if (shareOf(known) >= share) return { confirmation: known, isTrigger: true };
      best = best === undefined || shareOf(known) > shareOf(best) ? known : best;
    }
    if (way === whole && element.kind === 'statement') return refuted(best);
  }
  const isPart = element.kind === 'statement' && element.text.length <= LARGEST_PART * text.length;
  if (whole === undefined || (best !== undefined && !isPart)) return refuted(best);
  const withIt = hosts.flatMap((host) => plantedIn(host, whole));
  if (withIt.length === 0) return refuted(best);
  const crowded = await turnedOf(withIt, true, CROWDED_SHARE, inquiry, bears, victim);
  if (shareOf(crowded) >= CROWDED_SHARE) return { confirmation: crowded, isTrigger: true };
  return refuted(best ?? crowded);
}

function refuted(confirmation: Confirmation | undefined): Evidence | undefined {
  return confirmation && { confirmation, isTrigger: false };
}

function shareOf({ turned, of }: Confirmation): number {
  return turned / of;
}

function plantedIn(host: Parsed, way: Way): readonly Planted[] {
  const planted = way.into(host);
  if ('code' in planted) return [{ text: host.text, planted: planted.code }];
  return planted.reason === 'the new name is taken' ? [{ text: host.text, planted: null }] : [];
}

/** How many turn; of fewer than all where it is seen that less than this share will. */
async function turnedOf(
  planted: readonly Planted[],
  inBoth: boolean,
  share: number,
  inquiry: Inquiry,
  bears: Bears,
  victim: Victim,
): Promise<Confirmation> {
  const hosts = planted.flatMap(({ text, planted }): Host[] =>
    planted === null ? [] : [{ text, planted: viewOf(planted, victim.card.maxLength) }],
  );
  let turned = 0;
  let open = hosts.length;
  for (const wave of [hosts.slice(0, FIRST), hosts.slice(FIRST)]) {
    const isHopeless = open < hosts.length && turned === 0;
    if (isHopeless || turned + open < share * planted.length) break;
    const turning = await bearingOf(wave);
    // References of a classifier say something else as they stand; what a generator makes of them is not known yet.
    const before = turning.map(({ text }) => ({ text, planted: text }));
    turned += turning.length - (victim.card.task === 'generation' ? (await bearingOf(before)).length : 0);
    open -= wave.length;
  }
  return { turned, of: planted.length - open };

  async function bearingOf(some: readonly Host[]): Promise<readonly Host[]> {
    const answers = await inquiry.answersIn(some, inBoth);
    return some.filter((_, at) => {
      const answer = answers[at];
      return answer !== undefined && bears(answer);
    });
  }
}
