import { appendFile, readFile, truncate } from 'node:fs/promises';
import { FileError } from '../../../jsonl/file-error.ts';
import { readRows } from '../../../jsonl/read-rows.ts';
import { lockFile } from '../../../lock/lock-file.ts';
import { UsageError } from '../../../scan/usage-error.ts';
import { type Origin, type Unit, type UnitName, unitSchema, unitWords } from './unit.ts';

/** Finished work, which a stopped evaluation goes on from. Nobody else writes to it until it is disposed of. */
export interface UnitStore extends Disposable {
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

/** How every line of a state file begins. */
const START = '{"scenario":';

/**
 * The units of a state file, one a line. A last line without an end was being written when the process was stopped: it
 * is cut off. Throws FileError where the file cannot be read or written, or holds something else, which is left as it is,
 * and UsageError where another run uses it.
 */
export async function unitStore(path: string): Promise<UnitStore> {
  const lock = locked(path);
  const units = new Map<string, Unit>();
  try {
    if (await endCutOff(path)) {
      for await (const { value } of readRows(path, unitSchema)) units.set(unitWords(value), value);
    }
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
  return {
    [Symbol.dispose]: () => lock[Symbol.dispose](),
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

function locked(path: string): Disposable {
  const file = `${path}.lock`;
  try {
    const lock = lockFile(file);
    if (!('by' in lock)) return lock;
    throw new UsageError(
      `${path} is in use by another evaluation (${lock.by}): wait for its end, or name another file with --state. Remove ${file} only if you know that it runs no longer.`,
    );
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new FileError(`${path}: it cannot be written (${error instanceof Error ? error.message : error}).`);
  }
}

/** Whether there is such a file. */
async function endCutOff(path: string): Promise<boolean> {
  const bytes = await readFile(path).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw new FileError(`${path}: it cannot be read (${error.message}).`);
  });
  if (bytes === undefined) return false;
  const end = bytes.lastIndexOf('\n') + 1;
  const begins = (line: Buffer) => {
    const start = line.subarray(0, START.length).toString();
    return start === START || (line.length < START.length && START.startsWith(start));
  };
  if (!begins(bytes) || !begins(bytes.subarray(end))) {
    throw new FileError(
      `${path}: this is no state file of codepurify evaluate; name another with --state. It was left as it is.`,
    );
  }
  if (end < bytes.length) await truncate(path, end);
  return true;
}
