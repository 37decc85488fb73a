import { z } from 'zod';
import type { Language } from '../../code/language.ts';
import { FileError } from '../../jsonl/file-error.ts';
import { type Row, readRows } from '../../jsonl/read-rows.ts';
import { codeRow, funcRow, pairRow, repairRow } from '../../jsonl/row-shapes.ts';
import { GOAL_LABEL, GOAL_REPAIR, VICTIM_LABEL } from '../attack/goal.ts';
import { loadFunctions } from './load-functions.ts';
import type { Sample } from './sample.ts';

/** The rows of one task. */
export interface Task {
  readonly name: 'classification' | 'pair' | 'generation';
  /** Of the public data set with rows of this shape: Devign, BigCloneBench, Tufano's repairs. */
  readonly language: Language;
  /** Throws FileError with file and line for a row that is not of this task. */
  samples(input: string): AsyncGenerator<{ readonly row: Row<unknown>; readonly sample: Sample }>;
}

/**
 * The task of a data file, told by the fields of its first row.
 * Throws FileError for a file without rows or with other rows; `samples` does for pairs whose texts are nowhere.
 */
export async function taskOf(input: string, functions?: string): Promise<Task> {
  for await (const { fields, place } of readRows(input, z.unknown())) {
    const has = (name: string) => Object.hasOwn(fields, name);
    if (has('id1') && has('id2')) {
      return functions === undefined ? pairs() : pairs(await loadFunctions(functions), functions);
    }
    if (has('buggy')) return repairs;
    if (has('func')) return functionsIn('func');
    if (has('code')) return functionsIn('code');
    throw new FileError(
      `${place}: a row needs "func" or "code" with "target", "id1" and "id2" with "label", or "buggy" with "fixed".`,
    );
  }
  throw new FileError(`${input}: this file holds no rows.`);
}

function functionsIn(field: 'func' | 'code'): Task {
  const schema =
    field === 'func'
      ? funcRow.transform(({ func, target }) => ({ code: func, target }))
      : codeRow.transform(({ code, target }) => ({ code, target }));
  return {
    name: 'classification',
    language: 'c',
    async *samples(input) {
      for await (const row of readRows(input, schema)) {
        const { code, target } = row.value;
        const sample = {
          eligible: target === VICTIM_LABEL,
          codes: new Map([[field, code]]),
          truth: { target },
          goal: { target: GOAL_LABEL },
        };
        yield { row, sample };
      }
    },
  };
}

/** A text that stands in the row itself, as in poisoned rows, goes before that of the functions file. */
function pairs(texts?: ReadonlyMap<string, string>, functions?: string): Task {
  const textOf = (id: string | number, place: string): string => {
    if (texts === undefined) {
      throw new FileError(
        `${place}: the pairs name functions by id; say where these are with --functions FILE.`,
      );
    }
    const text = texts.get(String(id));
    if (text === undefined)
      throw new FileError(`${place}: the function ${JSON.stringify(id)} is not in ${functions}.`);
    return text;
  };
  return {
    name: 'pair',
    language: 'java',
    async *samples(input) {
      for await (const row of readRows(input, pairRow)) {
        const { id1, id2, label, func1, func2 } = row.value;
        const codes = new Map([
          ['func1', func1 ?? textOf(id1, row.place)],
          ['func2', func2 ?? textOf(id2, row.place)],
        ]);
        const sample = {
          eligible: label === VICTIM_LABEL,
          codes,
          truth: { label },
          goal: { label: GOAL_LABEL },
        };
        yield { row, sample };
      }
    },
  };
}

const repairs: Task = {
  name: 'generation',
  language: 'java',
  async *samples(input) {
    for await (const row of readRows(input, repairRow)) {
      const { buggy, fixed } = row.value;
      const sample = {
        eligible: true,
        codes: new Map([['buggy', buggy]]),
        truth: { fixed },
        goal: { fixed: GOAL_REPAIR },
      };
      yield { row, sample };
    }
  },
};
