import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { FileError } from '../../../jsonl/file-error.ts';
import { functionsOfFiles, paired } from '../../../scan/functions-of-files.ts';
import { draw } from '../../redteam/draw.ts';
import type { Scenario } from '../study/study.ts';
import type { fileHashes } from './file-hashes.ts';
import { readTestRows } from './read-test-rows.ts';
import type { TestRow } from './test-row.ts';

interface Asked {
  /** So many at most: the first rows of a file, of a folder drawn ones. */
  readonly first: number;
  readonly seed: number;
  readonly hashes: ReturnType<typeof fileHashes>;
  readonly signal?: AbortSignal;
}

export interface Elsewhere {
  readonly rows: readonly TestRow[];
  /** What tells these rows from any others. */
  readonly data: string;
}

/** Clean code from elsewhere: a file of rows, or the functions of a folder of source code. Throws FileError. */
export async function readElsewhere(path: string, scenario: Scenario, asked: Asked): Promise<Elsewhere> {
  const { first, seed, hashes, signal = new AbortController().signal } = asked;
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (!isFolder) {
    const rows = await readTestRows(path, { ...scenario, set: 'clean', first });
    return { rows, data: await hashes(path, scenario.functions) };
  }
  const { task, language } = scenario;
  const reading = { paths: [path], cwd: path, signal, onProblem: () => {} };
  const texts = (await functionsOfFiles([language], reading)).get(language) ?? [];
  const subjects: TestRow['subject'][] = [
    ...(task === 'clone' ? draw(paired(texts), first, seed) : draw(texts, first, seed)),
  ];
  if (subjects.length === 0) throw new FileError(`${path}: there is no ${language} function in this folder.`);
  // Whether a victim is right about them, nobody knows: only what is called poisoned counts.
  const truth = task === 'repair' ? '' : 0;
  return {
    rows: subjects.map((subject) => ({ subject, truth })),
    data: createHash('sha256').update(JSON.stringify(subjects)).digest('hex'),
  };
}
