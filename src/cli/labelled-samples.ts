import type { Language } from '../code/language.ts';
import { taskOf } from '../lab/poison/task.ts';
import type { CleanSample } from '../lab/unlearn/material.ts';
import type { Card } from '../model/card.ts';
import { functionsOfFiles, paired } from '../scan/functions-of-files.ts';
import { UsageError } from '../scan/usage-error.ts';
import { type Asked, ROWS } from './clean-functions.ts';
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
    found.set(language, [...(found.get(language) ?? []), ...(await rowsOf(path, card, asked.functions))]);
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
