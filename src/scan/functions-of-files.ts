import { type Language, languageOf } from '../code/language.ts';
import type { Pair } from '../defense/over-subjects.ts';
import { listFiles } from './files/list-files.ts';
import { readSource } from './files/read-source.ts';
import { shownPath } from './files/shown-path.ts';
import { findFunctions } from './find-functions.ts';
import { pairUp } from './pair-up.ts';

interface Asked {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** What could not be read. */
  readonly onProblem: (file: string, message: string) => void;
}

/** The functions of source files in these languages. */
export async function functionsOfFiles(
  languages: readonly Language[],
  asked: Asked,
): Promise<ReadonlyMap<Language, readonly string[]>> {
  const texts = new Map<Language, string[]>();
  const listing = await listFiles(asked.paths, asked.cwd, asked.signal);
  for (const { file, message } of listing.problems) asked.onProblem(file, message);
  for (const path of listing.files) {
    asked.signal.throwIfAborted();
    const language = languageOf(path);
    if (language === undefined || !languages.includes(language)) continue;
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

/** Functions as a scan pairs them, by likeness. */
export function paired(texts: readonly string[]): Pair[] {
  return pairUp(texts.map((text) => ({ text, asked: true }))).map(([a, b]) => [
    texts[a] ?? '',
    texts[b] ?? '',
  ]);
}
