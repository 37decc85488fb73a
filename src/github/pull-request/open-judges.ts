import { isDeepStrictEqual } from 'node:util';
import type { ListedModel } from '../../model/list-models.ts';
import { whyNotClean } from '../../model/standing.ts';
import type { Victim } from '../../model/victim.ts';
import { identityOf } from '../../scan/identity-of.ts';
import type { InspectSettings } from './inspect-settings.ts';

/**
 * Opens victims by their names. What was decided by the list must hold for what judges, so none may have been exchanged in
 * between. An audit is looked up in the list: a victim that stays open knows only those from before it was opened.
 *
 * @throws Error where one was exchanged; another try looks at the list anew
 * @throws ModelError where one cannot be used
 */
export async function openJudges(
  names: readonly string[],
  { config, installed, models }: Pick<InspectSettings, 'config' | 'installed' | 'models'>,
): Promise<AsyncDisposable & { readonly victims: readonly Victim[] }> {
  await using opening = new AsyncDisposableStack();
  const victims: Victim[] = [];
  for (const name of names) {
    const victim = await models.victim(name);
    opening.defer(() => victim.close());
    const listed = installed.find((model) => model.name === name);
    const mustBeClean = config.victims?.some((each) => each.name === name && each.audit === 'required');
    if (!isStill(listed, victim, mustBeClean ?? false)) {
      throw new Error(`The model ${name} was exchanged while a review began.`);
    }
    victims.push(victim);
  }
  const open = opening.move();
  return { victims, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

function isStill(listed: ListedModel | undefined, { card }: Victim, mustBeClean: boolean): boolean {
  if (listed === undefined || !('card' in listed)) return false;
  const { audits } = listed.card;
  const { audits: _, ...opened } = card;
  const isClean = () => whyNotClean({ ...opened, ...(audits && { audits }) }) === undefined;
  return isDeepStrictEqual(identityOf(listed.card), identityOf(card)) && (!mustBeClean || isClean());
}
