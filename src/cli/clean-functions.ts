import type { Language } from '../code/language.ts';
import type { Pair } from '../defense/over-subjects.ts';
import type { Card } from '../model/card.ts';
import { functionsOfFiles, paired } from '../scan/functions-of-files.ts';
import { cleanRows } from './clean-rows.ts';
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
  for (const [language, own] of await functionsOfFiles(card.languages, { ...asked, paths: sources ?? [] })) {
    add(language, card.task === 'pair' ? paired(own) : own);
  }
  return found;
}

async function rowsOf(path: string, card: Card, { functions }: Asked): Promise<(string | Pair)[]> {
  return (await cleanRows(path, card, functions)).flatMap(({ codes: [first, second] }) => {
    if (first === undefined) return [];
    return [second === undefined ? first : ([first, second] as const)];
  });
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
