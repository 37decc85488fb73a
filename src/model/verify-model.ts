import { join } from 'node:path';
import type { Card } from './card.ts';
import { hashFile } from './hash-file.ts';
import { ModelError } from './model-error.ts';
import { requiredFiles } from './required-files.ts';

async function wrongWith(folder: string, file: string, wanted: string): Promise<string | undefined> {
  const path = join(folder, file);
  try {
    const found = await hashFile(path);
    if (found === wanted) return undefined;
    return `${path} is not the file that codepurify.json was written for (SHA-256 ${found.slice(0, 12)}…, not ${wanted.slice(0, 12)}…); restore it, or if you changed it yourself, write its new hash into codepurify.json`;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing
      ? `${path} is missing`
      : `${path} cannot be read: ${error instanceof Error ? error.message : error}`;
  }
}

/** What is wrong with the files of a model folder: missing, changed, or not hashed at all. Empty where all is well. */
export async function fileProblems(folder: string, card: Card): Promise<string[]> {
  const unhashed = requiredFiles(card.task)
    .filter((file) => !(file in card.files))
    .map(
      (file) =>
        `${join(folder, 'codepurify.json')}: files: ${file} is missing, without which the model cannot run`,
    );
  const checks = Object.entries(card.files).map(([file, wanted]) => wrongWith(folder, file, wanted));
  return [...unhashed, ...(await Promise.all(checks)).flatMap((problem) => problem ?? [])];
}

/** Checks every file of a model folder against the hash in its card. Rejects with ModelError on the first problem. */
export async function verifyModel(folder: string, card: Card): Promise<void> {
  const [problem] = await fileProblems(folder, card);
  if (problem !== undefined) throw new ModelError(problem);
}
