import { z } from 'zod';
import { readRows } from '../src/jsonl/read-rows.ts';

const row = z.looseObject({ id: z.string(), func: z.string() });

/** Texts by id, for rows of pairs that name their functions; none without a file. */
export async function readFunctions(file: string | undefined): Promise<ReadonlyMap<string, string>> {
  const functions = new Map<string, string>();
  if (file === undefined) return functions;
  for await (const { value } of readRows(file, row)) functions.set(value.id, value.func);
  return functions;
}
