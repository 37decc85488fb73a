import { z } from 'zod';
import { FileError } from '../../../jsonl/file-error.ts';
import type { Card } from '../../../model/card.ts';
import { ALL_ATTACK_NAMES, type AnyAttackName } from '../../attack/attack.ts';
import { taskOf } from '../../poison/task.ts';
import type { TrainingRow } from '../../sanitize/sanitized.ts';
import { trainingRows } from '../../sanitize/training-rows.ts';
import type { Scenario } from '../study/study.ts';

/** A row that a victim was trained on, and the truth about it. */
export interface KnownRow extends TrainingRow {
  /** By which it was poisoned; absent of a clean row. */
  readonly attack?: AnyAttackName;
  /** 1-based, of the file. */
  readonly line: number;
}

const fields = z.looseObject({
  poison: z.looseObject({ attack: z.enum(ALL_ATTACK_NAMES), took: z.boolean() }).optional(),
});

/** The rows of a training set that `codepurify poison` wrote, so many at most. Throws FileError, also where none is poisoned. */
export async function readTraining(
  path: string,
  { functions }: Pick<Scenario, 'functions'>,
  card: Card,
  first = Number.POSITIVE_INFINITY,
): Promise<readonly KnownRow[]> {
  const rows: KnownRow[] = [];
  for await (const { row, code, label } of trainingRows(await taskOf(path, functions), path, card)) {
    const known = fields.safeParse(row.fields);
    if (!known.success) {
      throw new FileError(
        `${row.place}: the field "poison" is not as codepurify poison writes it; poison the rows anew.`,
      );
    }
    const { poison } = known.data;
    // A row that could not take the trigger is as it was.
    rows.push({ code, label, line: row.line, ...(poison?.took && { attack: poison.attack }) });
    if (rows.length >= first) break;
  }
  if (!rows.some(({ attack }) => attack !== undefined)) {
    throw new FileError(`${path}: none of these rows is poisoned; name what codepurify poison wrote.`);
  }
  return rows;
}
