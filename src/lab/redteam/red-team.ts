import type { DefenseContext } from '../../defense/context.ts';
import { yardstickOf } from '../../defense/yardstick.ts';
import { ModelError } from '../../model/model-error.ts';
import { ATTACK_NAMES, type AttackName } from '../attack/attack.ts';
import { ATTACKS } from '../attack/attacks.ts';
import { goalOf } from './goal-of.ts';
import type { AttackResult, PlainResult, RedTeam } from './result.ts';
import { tryAttack } from './try-attack.ts';
import { tryPlain } from './try-plain.ts';

export interface RedTeamOptions {
  /** By default all whose texts exist for the language. */
  readonly attacks?: readonly AttackName[];
  /** Of the texts that are drawn; 1 by default. The lower 32 bits count. */
  readonly seed?: number;
  /** Each function counts once as it is and once for each attack. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The attacks whose texts exist for a language. */
export function attacksFor(language: string): readonly AttackName[] {
  return ATTACK_NAMES.filter((name) => ATTACKS[name].languages.some((known) => known === language));
}

/**
 * Puts the triggers of known attacks into functions and has the defence inspect those whose answer they turn. When the
 * context's signal stops it, the result holds the attacks that were tried to the end, and names the others.
 *
 * @throws ModelError where the victim cannot be used, is not calibrated for the language or names no goal label, and
 *   where an attack has no text for the language
 */
export async function redTeam(
  functions: readonly string[],
  context: DefenseContext,
  { attacks: asked, seed = 1, onProgress }: RedTeamOptions = {},
): Promise<RedTeam> {
  const { victim, grammar, options, signal } = context;
  const { language } = grammar;
  const known = attacksFor(language);
  const attacks = asked ?? known;
  const without = attacks.find((name) => !known.includes(name));
  if (without !== undefined || attacks.length === 0) {
    throw new ModelError(`There is no text for ${language} of ${without ?? 'any attack'}.`);
  }
  if (yardstickOf(victim.card, language, options).kind === 'uncalibrated') {
    throw new ModelError(`Victim ${victim.card.name} is not calibrated for ${language}: calibrate it first.`);
  }
  const goal = goalOf(victim.card);
  const total = functions.length * (1 + attacks.length);
  let done = 0;
  const onTried = (count: number) => {
    done += count;
    onProgress?.(done, total);
  };

  let plain: PlainResult | undefined;
  const results: AttackResult[] = [];
  try {
    const tried = await tryPlain(functions, context, goal, onTried);
    plain = tried.plain;
    for (const name of attacks) {
      results.push(await tryAttack(ATTACKS[name], tried.targets, { context, seed, goal, onTried }));
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  return {
    functions: functions.length,
    ...(plain && { plain }),
    attacks: results,
    missing: attacks.slice(results.length),
  };
}
