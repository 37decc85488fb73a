import type { Language } from '../code/language.ts';
import type { CleanSample } from '../lab/unlearn/material.ts';
import type { Card } from '../model/card.ts';
import { functionsOfFiles, paired } from '../scan/functions-of-files.ts';
import { UsageError } from '../scan/usage-error.ts';
import { type Asked, ROWS } from './clean-functions.ts';
import { cleanRows } from './clean-rows.ts';
import { rowLanguage } from './row-language.ts';

/**
 * Clean samples of one language, with their labels where they are rows of JSON Lines files. Throws UsageError where there
 * are none, or of several languages.
 */
export async function labelledSamples(
  card: Card,
  asked: Asked,
): Promise<{ readonly language: Language; readonly samples: readonly CleanSample[] }> {
  const found = new Map<Language, readonly CleanSample[]>();
  for (const path of asked.paths.filter((one) => ROWS.test(one))) {
    const language = rowLanguage(card, asked.language);
    found.set(language, [...(found.get(language) ?? []), ...(await cleanRows(path, card, asked.functions))]);
  }
  const sources = asked.paths.filter((one) => !ROWS.test(one));
  for (const [language, texts] of await functionsOfFiles(card.languages, { ...asked, paths: sources })) {
    if (asked.language !== undefined && asked.language !== language) continue;
    const own = card.task === 'pair' ? paired(texts) : texts.map((text) => [text]);
    found.set(language, [...(found.get(language) ?? []), ...own.map((codes) => ({ codes }))]);
  }
  const [only, second] = found;
  if (only === undefined || only[1].length === 0) {
    throw new UsageError(`There are no functions that ${card.name} reads in these files.`);
  }
  if (second !== undefined) {
    const spoken = [...found.keys()].join(' and ');
    throw new UsageError(`There are functions of ${spoken}: say with --language which to take.`);
  }
  return { language: only[0], samples: only[1] };
}
