import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Card, cardSchema } from './card.ts';
import { ModelError } from './model-error.ts';

export const CARD_FILE = 'codepurify.json';

/** The fields of a card that must fit each other, each with what is wrong. */
function contradiction(card: Card): string | undefined {
  const classifies = card.task === 'classification' || card.task === 'pair';
  if (classifies && card.labels.length < 2) return `labels: a ${card.task} model needs at least two`;
  if (!classifies && card.labels.length > 0) return `labels: a model for ${card.task} has none`;
  if (new Set(card.labels).size < card.labels.length) return 'labels: each may stand there once';
  if (card.goalLabel !== undefined && !card.labels.includes(card.goalLabel)) {
    return `goalLabel: "${card.goalLabel}" is none of the labels ${card.labels.join(', ')}`;
  }
  const strange = Object.keys(card.files).find((file) => !/^[\w-][\w.-]*$/.test(file));
  if (strange !== undefined) return `files: "${strange}" is no plain file name of this folder`;
  return undefined;
}

/** A card from parsed JSON. Throws ModelError with the path of the key, prefixed with `where`. */
export function parseCard(json: unknown, where: string): Card {
  const parsed = cardSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') || 'the whole';
    throw new ModelError(`${where}: ${path}: ${issue?.message ?? 'not a card'}`);
  }
  const wrong = contradiction(parsed.data);
  if (wrong !== undefined) throw new ModelError(`${where}: ${wrong}`);
  return parsed.data;
}

/** Reads codepurify.json of a model folder. Rejects with ModelError: no folder, no file, no JSON, a wrong key. */
export async function readCard(folder: string): Promise<Card> {
  const path = join(folder, CARD_FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    throw new ModelError(
      missing
        ? `${path} does not exist; have one proposed with: codepurify model check ${folder}`
        : `${path} cannot be read: ${error.message}`,
    );
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ModelError(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  return parseCard(json, path);
}
