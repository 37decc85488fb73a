import type { Language } from '../code/language.ts';
import { languageOf } from '../code/language.ts';
import type { Pair } from '../defense/over-subjects.ts';
import { taskOf } from '../lab/poison/task.ts';
import type { Card } from '../model/card.ts';
import { listFiles } from '../scan/files/list-files.ts';
import { readSource } from '../scan/files/read-source.ts';
import { shownPath } from '../scan/files/shown-path.ts';
import { findFunctions } from '../scan/find-functions.ts';
import { pairUp } from '../scan/pair-up.ts';
import { UsageError } from '../scan/usage-error.ts';
import { rowLanguage } from './row-language.ts';

/** Clean functions, or pairs of them for a pair victim, of each language. */
export type CleanFunctions = ReadonlyMap<Language, readonly (string | Pair)[]>;

export interface Asked {
  readonly paths: readonly string[];
  /** Of the rows of JSON Lines files. */
  readonly language?: Language;
  /** The file that holds the functions of pairs. */
  readonly functions?: string;
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** What could not be read. */
  readonly onProblem: (file: string, message: string) => void;
}

export const ROWS = /\.(jsonl|ndjson|json)(\.gz)?$/;

/**
 * What a victim is calibrated with: the functions of source files, and the rows of JSON Lines files. Functions of source
 * files are paired by likeness for a pair victim, as a scan pairs them.
 */
export async function cleanFunctions(card: Card, asked: Asked): Promise<CleanFunctions> {
  const found = new Map<Language, (string | Pair)[]>();
  const add = (language: Language, subjects: readonly (string | Pair)[]) => {
    const known = found.get(language);
    if (known === undefined) found.set(language, [...subjects]);
    else for (const subject of subjects) known.push(subject);
  };
  const [rows, sources] = [true, false].map((wanted) =>
    asked.paths.filter((path) => ROWS.test(path) === wanted),
  );
  for (const path of rows ?? []) add(rowLanguage(card, asked.language), await rowsOf(path, card, asked));
  for (const [language, own] of await functionsOfFiles(card, { ...asked, paths: sources ?? [] })) {
    add(language, card.task === 'pair' ? paired(own) : own);
  }
  return found;
}

/** The functions of source files in the languages that the victim reads. */
export async function functionsOfFiles(
  card: Card,
  asked: Omit<Asked, 'language' | 'functions'>,
): Promise<ReadonlyMap<Language, readonly string[]>> {
  const texts = new Map<Language, string[]>();
  const listing = await listFiles(asked.paths, asked.cwd, asked.signal);
  for (const { file, message } of listing.problems) asked.onProblem(file, message);
  for (const path of listing.files) {
    asked.signal.throwIfAborted();
    const language = languageOf(path);
    if (language === undefined || !card.languages.includes(language)) continue;
    const file = shownPath(path, asked.cwd);
    const source = await readSource(path);
    const found = 'message' in source ? source : await findFunctions(source.text, language, file);
    if ('message' in found) asked.onProblem(file, found.message);
    else {
      const own = texts.get(language) ?? [];
      for (const { text } of found.functions) own.push(text);
      texts.set(language, own);
    }
  }
  return texts;
}

async function rowsOf(path: string, card: Card, { functions }: Asked): Promise<(string | Pair)[]> {
  const task = await taskOf(path, functions);
  if (task.name !== card.task) {
    throw new UsageError(
      `${path}: these rows are for ${task.name}, and victim ${card.name} is for ${card.task}.`,
    );
  }
  const found: (string | Pair)[] = [];
  for await (const { sample } of task.samples(path)) {
    const [first, second] = sample.codes.values();
    if (first !== undefined) found.push(second === undefined ? first : [first, second]);
  }
  return found;
}

export function paired(texts: readonly string[]): Pair[] {
  return pairUp(texts.map((text) => ({ text, asked: true }))).map(([a, b]) => [
    texts[a] ?? '',
    texts[b] ?? '',
  ]);
}

/** The same, telling how many were taken. */
export function* telling(
  subjects: readonly (string | Pair)[],
  tell: (done: number) => void,
): Iterable<string | Pair> {
  for (const [done, subject] of subjects.entries()) {
    tell(done);
    yield subject;
  }
}
