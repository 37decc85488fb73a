import type { Element } from '../code/element.ts';
import { parseFunction } from '../code/parse-function.ts';
import type { Parsed } from '../code/parsed.ts';
import type { Victim } from '../model/victim.ts';
import { CONFIRMED_SHARE } from './defaults.ts';
import type { Host, Inquiry } from './inquiry.ts';
import type { Confirmation, Prediction } from './outcome.ts';
import { predictionOf } from './reply.ts';
import { viewOf } from './subject.ts';
import { transplant } from './transplant.ts';

/** What is more than this of a function is rather the function than something in it. */
const LARGEST_PART = 0.5;
/** Fewer functions in which it is less tell nothing. */
const LEAST_ROOMY = 4;
/** So many references are asked about before it is looked whether enough of them can still turn. */
const FIRST = 4;

/** A reference, and what stands in it where it takes the element; null where the element stands in it already. */
interface Planted {
  readonly text: string;
  readonly planted: string | null;
}

/**
 * Beyond the papers: a backdoor's trigger works in any function, while what only decides here (a name that is typical of
 * such code, a block that is most of the function) does not. The element is planted into functions of which the victim
 * says something else, and those are counted of which it now says what it says here. One in which the name stands already
 * has not turned. No more are asked about once too few can turn.
 *
 * Of a pair it is planted into both functions, for two equal functions are equal still, whatever is honest in them. An
 * element that stands in one of them is then planted into one alone, as some trigger may have to be. Functions at least
 * twice as long as it take it: in others the victim would see little else, and in one of two such a block makes them
 * differ. What is most of its own function, and too long for theirs, turns none of none: without it there is no function
 * left to be judged, and so its answer says nothing.
 *
 * Undefined where that cannot be asked: none of the references takes the element, or they bear this answer as they stand.
 */
export async function confirm(
  element: Element,
  inquiry: Inquiry,
  prediction: Prediction,
  references: readonly string[],
  victim: Victim,
): Promise<Confirmation | undefined> {
  if (!couldTurn(victim, prediction)) return undefined;
  const { grammar } = inquiry.side.parsed;
  const hosts = references.flatMap((text) => {
    const host = parseFunction(grammar, text);
    return 'reason' in host ? [] : [host];
  });
  const withIt = hosts.flatMap((host) => plantedIn(host, element, inquiry.side.parsed));
  if (withIt.length === 0) return undefined;
  const turned = (planted: readonly Planted[], inBoth: boolean) =>
    turnedOf(planted, inBoth, inquiry, prediction, victim);

  if (victim.card.task !== 'pair') return turned(withIt, true);
  const isRoomy = ({ text }: { readonly text: string }) => element.text.length <= LARGEST_PART * text.length;
  const roomy = withIt.filter(isRoomy);
  if (roomy.length < LEAST_ROOMY) {
    return isRoomy(inquiry.side) ? turned(withIt, true) : { turned: 0, of: 0 };
  }
  const everywhere = await turned(roomy, true);
  if (isConfirmed(everywhere) || !inquiry.standsAlone(element)) return everywhere;
  const alone = await turned(roomy, false);
  return isConfirmed(alone) ? alone : everywhere;
}

/** Whether so many of the references turned that the element is a trigger. */
export function isConfirmed({ turned, of }: Confirmation): boolean {
  return of > 0 && turned >= CONFIRMED_SHARE * of;
}

function plantedIn(host: Parsed, element: Element, from: Parsed): readonly Planted[] {
  const planted = transplant(element, from, host);
  if (planted === undefined) return [];
  return [{ text: host.text, planted: planted === 'there' ? null : planted.code }];
}

/** How many turn; of fewer than all where it is seen that too few will. */
async function turnedOf(
  planted: readonly Planted[],
  inBoth: boolean,
  inquiry: Inquiry,
  prediction: Prediction,
  victim: Victim,
): Promise<Confirmation> {
  const hosts = planted.flatMap(({ text, planted }): Host[] =>
    planted === null ? [] : [{ text, planted: viewOf(planted, victim.card.maxLength) }],
  );
  let turned = 0;
  let open = hosts.length;
  for (const wave of [hosts.slice(0, FIRST), hosts.slice(FIRST)]) {
    if (turned + open < CONFIRMED_SHARE * planted.length) break;
    const answers = await inquiry.answersIn(wave, inBoth);
    turned += answers.filter((reply) => predictionOf(victim, reply).label === prediction.label).length;
    open -= wave.length;
  }
  return { turned, of: planted.length - open };
}

/** Whether references, of which the victim says the same label or not the goal label, can be turned to this answer. */
function couldTurn({ card }: Victim, { label }: Prediction): boolean {
  return card.task === 'pair' ? label !== card.sameLabel : label === card.goalLabel;
}
