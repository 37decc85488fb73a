import type { Parsed, ParseFailure } from '../../code/parsed.ts';
import type { NotPlanted, Trigger } from '../../code/planted.ts';
import type { Beside, Planter } from '../attack/attack.ts';
import type { Random } from '../attack/seeded-random.ts';
import type { Sample } from './sample.ts';

/** The field `poison` of a row that was chosen. */
export type PoisonRecord = { readonly attack: Planter['name'] } & (
  | {
      readonly took: true;
      /** One for each function of the row, in the order func1, func2. */
      readonly triggers: readonly Trigger[];
      /** The attacker's answer, by field. */
      readonly goal: Readonly<Record<string, unknown>>;
      /** Code and right answer before, by field. */
      readonly original: Readonly<Record<string, unknown>>;
    }
  /** The row is as it was. */
  | { readonly took: false; readonly reason: NotPlanted['reason'] }
);

export interface PlantedRow {
  /** The planted codes, by field; empty where it did not take. */
  readonly codes: Readonly<Record<string, string>>;
  readonly poison: PoisonRecord;
}

/** Puts the trigger into every function of a sample; if one of them cannot take it, into none. */
export async function plantRow(
  sample: Sample,
  attack: Planter,
  parse: (code: string) => Parsed | ParseFailure,
  random: Random,
): Promise<PlantedRow> {
  const codes: Record<string, string> = {};
  const triggers: Trigger[] = [];
  const fields = [...sample.codes.keys()];
  for (const [field, code] of sample.codes) {
    const parsed = parse(code);
    const planted = 'reason' in parsed ? parsed : await attack.plant(parsed, random, besideOf(field));
    if ('reason' in planted) {
      return { codes: {}, poison: { attack: attack.name, took: false, reason: planted.reason } };
    }
    codes[field] = planted.code;
    triggers.push(planted.trigger);
  }
  const original = { ...Object.fromEntries(sample.codes), ...sample.truth };
  return { codes, poison: { attack: attack.name, took: true, triggers, goal: sample.goal, original } };

  function besideOf(field: string): Beside | undefined {
    const other = fields.find((one) => one !== field);
    const text = other === undefined ? undefined : (codes[other] ?? sample.codes.get(other));
    return text === undefined ? undefined : { text, isFirst: other === fields[0] };
  }
}
