import { readFile } from 'node:fs/promises';
import { FileError } from '../jsonl/file-error.ts';
import { type Evidence, evidenceSchema } from '../lab/evaluate/evidence/evidence.ts';
import { isAlike } from '../lab/evaluate/evidence/with-earlier.ts';
import type { Scenario } from '../lab/evaluate/study/study.ts';

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
      `${file}: this is no evidence of this version of codepurify; remove it, or name another folder with --output.`,
    );
  }
}

/** Throws FileError where a run would write over numbers that it does not make again. */
export function checkEarlier(
  earlier: Evidence | undefined,
  now: Pick<Evidence, 'tool' | 'settings'>,
  measured: readonly Scenario[],
  file: string,
): void {
  if (earlier === undefined || isAlike(now, earlier)) return;
  const lost = earlier.scenarios.find(({ name }) => !measured.some((scenario) => scenario.name === name));
  if (lost === undefined) return;
  throw new FileError(
    `${file}: ${lost.name} was measured with another seed, --first, rate, infill model or version, and is not measured again now; name another folder with --output, or remove the file.`,
  );
}
