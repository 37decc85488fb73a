import { readRows } from '../../jsonl/read-rows.ts';
import { namedFunctionRow } from '../../jsonl/row-shapes.ts';

/** The texts of a functions file by their ids, which pairs name them by. Throws FileError. */
export async function loadFunctions(path: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for await (const { value } of readRows(path, namedFunctionRow)) texts.set(String(value.id), value.func);
  return texts;
}
