import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from './card.ts';
import { hashFile } from './hash-file.ts';
import { ModelError } from './model-error.ts';
import { graphProblems } from './onnx/graph-problems.ts';
import { READ_IF_THERE, requiredFiles } from './required-files.ts';

async function wrongWith(folder: string, file: string, { files }: Card): Promise<readonly string[]> {
  const path = join(folder, file);
  const wanted = files[file] ?? '';
  try {
    const found = await hashFile(path);
    if (found === wanted) return [];
    return [
      `${path} is not the file that codepurify.json was written for (SHA-256 ${found.slice(0, 12)}…, not ${wanted.slice(0, 12)}…); restore it, or if you changed it yourself, write its new hash into codepurify.json`,
    ];
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return [
      missing
        ? `${path} is missing`
        : `${path} cannot be read: ${error instanceof Error ? error.message : error}`,
    ];
  }
}

async function unhashed(folder: string, { files, task }: Card): Promise<readonly string[]> {
  const isThere = (file: string) =>
    stat(join(folder, file)).then(
      () => true,
      () => false,
    );
  const read: string[] = [];
  for (const file of READ_IF_THERE) if (!(file in files) && (await isThere(file))) read.push(file);
  const missing = requiredFiles(task).filter((file) => !(file in files));
  const where = `${join(folder, 'codepurify.json')}: files`;
  return [
    ...missing.map((file) => `${where}: ${file} is missing, without which the model cannot run`),
    ...read.map((file) => `${where}: ${file} is missing, which is read where it is there; add its SHA-256`),
  ];
}

/**
 * What is wrong with the files of a model folder: missing, changed, not hashed at all, or in need of what is outside the
 * folder or of code. Empty where all is well.
 */
export async function fileProblems(folder: string, card: Card): Promise<string[]> {
  const names = Object.keys(card.files);
  const checks = await Promise.all(names.map((file) => wrongWith(folder, file, card)));
  const problems = [...(await unhashed(folder, card)), ...checks.flat()];
  if (problems.length > 0) return problems;
  // One after the other, as each is held in memory.
  for (const file of names.filter((name) => name.endsWith('.onnx'))) {
    problems.push(...(await graphProblems(folder, file, card.files)));
  }
  return problems;
}

/** Checks every file of a model folder against the hash in its card. Rejects with ModelError on the first problem. */
export async function verifyModel(folder: string, card: Card): Promise<void> {
  const [problem] = await fileProblems(folder, card);
  if (problem !== undefined) throw new ModelError(problem);
}
