import { readFile } from 'node:fs/promises';
import { FileError } from '../jsonl/file-error.ts';
import { type Evidence, evidenceSchema } from '../lab/evaluate/evidence/evidence.ts';
import { keptOf } from '../lab/evaluate/evidence/with-earlier.ts';
import type { Study } from '../lab/evaluate/study/study.ts';

/** What an earlier run wrote; undefined where there is none. Throws FileError where it is something else. */
export async function readEvidence(file: string): Promise<Evidence | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new FileError(`${file}: it cannot be read (${error.message}).`);
  });
  if (text === undefined) return undefined;
  try {
    return evidenceSchema.parse(JSON.parse(text));
  } catch {
    throw new FileError(
      `${file}: this is no evidence of this version of codepurify; move it away, or name another folder with --output.`,
    );
  }
}

/**
 * Throws FileError where numbers of an earlier run would be written over that are neither measured anew nor such that they
 * may stay.
 *
 * @param measured names of the scenarios that are, or will be
 */
export function checkEarlier(
  file: string,
  earlier: Evidence | undefined,
  measured: readonly string[],
  study: Study,
  now: Pick<Evidence, 'tool' | 'settings'>,
): void {
  if (earlier === undefined) return;
  const kept = keptOf(earlier, study, now);
  const lost = earlier.scenarios.find(({ name }) => !kept.has(name) && !measured.includes(name));
  if (lost === undefined) return;
  throw new FileError(
    `${file}: nothing was written, as the numbers of ${lost.name} would be lost, which were measured with another seed, --first, version, defences, infill model or study, and not again; move the file away, or name another folder with --output.`,
  );
}
