import type { Language } from '../code/language.ts';
import type { Pair } from '../defense/over-subjects.ts';
import { taskOf } from '../lab/poison/task.ts';
import type { CleanSample } from '../lab/unlearn/material.ts';
import { loadGrammar } from '../load-grammar.ts';
import type { Card } from '../model/card.ts';
import type { Problem } from '../scan/files/listing.ts';
import { functionsOfFiles, paired } from '../scan/functions-of-files.ts';
import { UsageError } from '../scan/usage-error.ts';
import { checkLanguage } from './check-language.ts';
import { rowLanguage } from './row-language.ts';

/** Clean functions, or pairs of them for a pair victim, of each language; with their labels where they are rows. */
export type CleanSamples = ReadonlyMap<Language, readonly CleanSample[]>;

interface Asked {
  readonly paths: readonly string[];
  /** Of the rows of JSON Lines files. */
  readonly language?: Language | undefined;
  /** The file that holds the functions of pairs. */
  readonly functions?: string | undefined;
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** What could not be read. */
  readonly onProblem: (file: string, message: string) => void;
}

const ROWS = /\.(jsonl|ndjson|json)(\.gz)?$/;

/**
 * What a victim is calibrated, audited and repaired with: the functions of source files, and the rows of JSON Lines files.
 * Functions of source files are paired by likeness for a pair victim, as a scan pairs them. Throws UsageError where rows are
 * for another task, or in another language than the victim's and none was said.
 */
export async function cleanSamples(card: Card, asked: Asked): Promise<CleanSamples> {
  const found = new Map<Language, CleanSample[]>();
  const add = (language: Language, samples: readonly CleanSample[]) => {
    const known = found.get(language);
    if (known === undefined) found.set(language, [...samples]);
    else for (const sample of samples) known.push(sample);
  };
  for (const path of asked.paths.filter((one) => ROWS.test(one))) {
    const language = rowLanguage(card, asked.language);
    const rows = await rowsOf(path, card, asked.functions);
    const codes = rows.flatMap((row) => row.codes);
    if (asked.language === undefined) checkLanguage(path, codes, await loadGrammar(language));
    add(language, rows);
  }
  const sources = asked.paths.filter((one) => !ROWS.test(one));
  for (const [language, texts] of await functionsOfFiles(card.languages, { ...asked, paths: sources })) {
    const own = card.task === 'pair' ? paired(texts) : texts.map((text) => [text]);
    add(
      language,
      own.map((codes) => ({ codes })),
    );
  }
  return found;
}

async function rowsOf(path: string, card: Card, functions: string | undefined): Promise<CleanSample[]> {
  const task = await taskOf(path, functions);
  if (task.name !== card.task) {
    throw new UsageError(
      `${path}: these rows are for ${task.name}, and victim ${card.name} is for ${card.task}.`,
    );
  }
  const found: CleanSample[] = [];
  for await (const { sample } of task.samples(path)) {
    const [label] = Object.values(sample.truth);
    found.push({ codes: [...sample.codes.values()], ...(typeof label === 'number' && { label }) });
  }
  return found;
}

interface Wanted {
  readonly card: Card;
  readonly language: Language | undefined;
  /** What could not be read, to say why there is nothing. */
  readonly problems: readonly Problem[];
}

/** Those of the language that is asked for, or of the only one. Throws UsageError where there are none, or of several. */
export function ofOneLanguage(
  found: CleanSamples,
  { card, language: asked, problems: [problem] }: Wanted,
): readonly [Language, readonly CleanSample[]] {
  const some = [...found].filter(([language, { length }]) => length > 0 && (asked ?? language) === language);
  const [only, second] = some;
  if (only === undefined) {
    const why = problem ? ` (${problem.file}: ${problem.message})` : '';
    throw new UsageError(
      `There are no functions ${asked ? `of ${asked} ` : ''}that ${card.name} reads in these files${why}.`,
    );
  }
  if (second === undefined) return only;
  const spoken = some.map(([language]) => language).join(' and ');
  throw new UsageError(`There are functions of ${spoken}: say with --language which to take.`);
}

/** The same as a victim is asked about them. */
export function subjectsOf(samples: readonly CleanSample[]): (string | Pair)[] {
  return samples.flatMap(({ codes: [code, other] }): (string | Pair)[] => {
    if (code === undefined) return [];
    return [other === undefined ? code : [code, other]];
  });
}
