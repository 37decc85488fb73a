import { appendFile, readFile, truncate } from 'node:fs/promises';
import { FileError } from '../../../jsonl/file-error.ts';
import { readRows } from '../../../jsonl/read-rows.ts';
import { type Origin, type Unit, type UnitName, unitSchema, unitWords } from './unit.ts';

/** Finished work, which a stopped evaluation goes on from. */
export interface UnitStore {
  /** Throws FileError where it is there, made of something else. */
  find(of: UnitName & Pick<Unit, 'origin'>): Unit | undefined;
  /** Is on the disk when the promise resolves. */
  add(unit: Unit): Promise<void>;
}

const CHANGED: Readonly<Record<keyof Origin, string>> = {
  version: 'another version of codepurify',
  settings: 'another seed, --first or study of this scenario',
  victim: 'another victim',
  infill: 'another infill model',
  compiler: 'another compiler',
  data: 'other rows',
  learned: 'other rows to learn from',
};

/**
 * The units of a state file, one a line. A last line without an end was being written when the process was stopped: it
 * is cut off. Throws FileError where the file cannot be read or written, or holds something else.
 */
export async function unitStore(path: string): Promise<UnitStore> {
  const units = new Map<string, Unit>();
  if (await endCutOff(path)) {
    for await (const { value } of readRows(path, unitSchema)) units.set(unitWords(value), value);
  }
  return {
    find(of) {
      const unit = units.get(unitWords(of));
      const names = Object.keys(CHANGED) as (keyof Origin)[];
      const changed = unit && names.find((name) => unit.origin[name] !== of.origin[name]);
      if (changed === undefined) return unit;
      throw new FileError(
        `${path}: ${unitWords(of)} was measured with ${CHANGED[changed]}; remove the file to measure anew, or name another with --state.`,
      );
    },
    async add(unit) {
      await appendFile(path, `${JSON.stringify(unit)}\n`, { flush: true }).catch((error) => {
        throw new FileError(`${path}: it cannot be written (${error.message}).`);
      });
      units.set(unitWords(unit), unit);
    },
  };
}

/** Whether there is such a file. */
async function endCutOff(path: string): Promise<boolean> {
  try {
    const bytes = await readFile(path);
    const end = bytes.lastIndexOf('\n') + 1;
    if (end < bytes.length) await truncate(path, end);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw new FileError(`${path}: it cannot be read (${error instanceof Error ? error.message : error}).`);
  }
}
