import { z } from 'zod';
import type { Pair } from '../../../defense/over-subjects.ts';
import { FileError } from '../../../jsonl/file-error.ts';
import { readRows } from '../../../jsonl/read-rows.ts';
import { codeRow, funcRow, pairRow, repairRow } from '../../../jsonl/row-shapes.ts';
import { loadFunctions } from '../../poison/load-functions.ts';
import type { SetName, StudyTask } from '../study/names.ts';
import type { TestRow } from './test-row.ts';

interface Wanted {
  readonly task: StudyTask;
  /** Of `clean` no row may be planted, of an attack every row must have been drawn for it. */
  readonly set: SetName;
  /** The texts of pairs. */
  readonly functions?: string | undefined;
  /** So many at most. */
  readonly first?: number;
}

const range = z.tuple([z.int().min(0), z.int().min(0)]);
const poison = z.looseObject({
  attack: z.string(),
  took: z.boolean(),
  triggers: z.array(z.looseObject({ ranges: z.array(range) })).default([]),
  original: z.record(z.string(), z.unknown()).default({}),
});
const poisonField = z.looseObject({ poison: poison.optional() });

/** Rows of a task: where they hold their code, and what is the right answer. */
const SHAPES = {
  defect: z
    .union([funcRow, codeRow], 'this row must hold "func" (or "code"), a text, and "target", 0 or 1')
    .transform((row) => ({
      fields: ['func' in row ? 'func' : 'code'],
      ids: [],
      truth: row.target,
    })),
  clone: pairRow.transform(({ id1, id2, label }) => ({
    fields: ['func1', 'func2'],
    ids: [id1, id2],
    truth: label,
  })),
  repair: repairRow.transform(({ fixed }) => ({ fields: ['buggy'], ids: [], truth: fixed })),
} satisfies Record<StudyTask, z.ZodType>;

/**
 * The rows of a file, in their order; those that could not take the trigger are left out. Throws FileError with the line
 * of a row that is not of this task or not of this attack.
 */
export async function readTestRows(path: string, wanted: Wanted): Promise<readonly TestRow[]> {
  const { task, set, functions, first = Number.POSITIVE_INFINITY } = wanted;
  const texts = functions === undefined ? undefined : await loadFunctions(functions);
  const shape: z.ZodType<{ fields: string[]; ids: (string | number)[]; truth: 0 | 1 | string }> =
    SHAPES[task];
  const rows: TestRow[] = [];
  for await (const { place, fields: all, value } of readRows(path, shape)) {
    const { poison: planted } = parsed(poisonField, all, place);
    if (set === 'clean' ? planted !== undefined : planted?.attack !== set) {
      const is = planted === undefined ? 'clean' : `planted with ${planted.attack}`;
      throw new FileError(
        `${place}: this row is ${is}, and rows for ${set} are wanted here; name another file.`,
      );
    }
    if (planted?.took === false) continue;
    const codesOf = (from: Readonly<Record<string, unknown>>) =>
      value.fields.map((field, at) => from[field] ?? texts?.get(String(value.ids[at])));
    const subject = subjectOf(codesOf(all), place);
    rows.push({
      subject,
      truth: value.truth,
      ...(planted && {
        planted: {
          original: subjectOf(codesOf(planted.original), place),
          ranges: planted.triggers.map(({ ranges }) => ranges),
        },
      }),
    });
    if (rows.length >= first) break;
  }
  if (rows.length === 0) throw new FileError(`${path}: this file holds no rows for ${set}.`);
  return rows;
}

function subjectOf(codes: readonly unknown[], place: string): string | Pair {
  const [one, two] = codes;
  if (typeof one === 'string' && codes.length === 1) return one;
  if (typeof one === 'string' && typeof two === 'string') return [one, two];
  throw new FileError(
    `${place}: the text of a function of this row is not known; name the file of the functions with "functions", or plant the row anew.`,
  );
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown, place: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join('.');
  throw new FileError(
    `${place}: the field "${field}" is not as codepurify poison writes it; plant the row anew.`,
  );
}
