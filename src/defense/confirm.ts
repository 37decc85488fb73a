import type { Element } from '../code/element.ts';
import { parseFunction } from '../code/parse-function.ts';
import type { Victim } from '../model/victim.ts';
import { CONFIRMED_SHARE } from './defaults.ts';
import type { Host, Inquiry } from './inquiry.ts';
import type { Confirmation, Prediction } from './outcome.ts';
import { predictionOf } from './reply.ts';
import { viewOf } from './subject.ts';
import { transplant } from './transplant.ts';

/**
 * Beyond the papers: a backdoor's trigger works in any function, while what only decides here (a name that is typical of
 * such code, a block that is most of the function) does not. The element is planted into functions of which the victim
 * says something else, and those are counted of which it now says what it says here. One in which the name stands already
 * has not turned.
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
  const { parsed } = inquiry.side;
  const hosts: Host[] = [];
  let of = 0;
  for (const text of references) {
    const host = parseFunction(parsed.grammar, text);
    const planted = 'reason' in host ? undefined : transplant(element, parsed, host);
    if (planted === undefined) continue;
    of += 1;
    if (planted !== 'there') hosts.push({ text, planted: viewOf(planted.code, victim.card.maxLength) });
  }
  if (of === 0) return undefined;
  const answers = await inquiry.answersIn(hosts, element);
  const turned = answers.filter((reply) => predictionOf(victim, reply).label === prediction.label);
  return { turned: turned.length, of };
}

/** Whether so many of the references turned that the element is a trigger. */
export function isConfirmed({ turned, of }: Confirmation): boolean {
  return turned >= CONFIRMED_SHARE * of;
}

/** Whether references, of which the victim says the same label or not the goal label, can be turned to this answer. */
function couldTurn({ card }: Victim, { label }: Prediction): boolean {
  return card.task === 'pair' ? label !== card.sameLabel : label === card.goalLabel;
}
