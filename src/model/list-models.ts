import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Card } from './card.ts';
import { ModelError } from './model-error.ts';
import { CARD_FILE, readCard } from './read-card.ts';

/** Beside src/ and beside dist/. */
export const BUILT_IN_MODELS = fileURLToPath(new URL('../../models', import.meta.url));

export type ListedModel =
  | { readonly name: string; readonly folder: string; readonly card: Card }
  | { readonly name: string; readonly folder: string; readonly problem: string };

async function listed(root: string, name: string): Promise<ListedModel> {
  const folder = join(root, name);
  try {
    const card = await readCard(folder);
    if (card.name === name) return { name, folder, card };
    return {
      name,
      folder,
      problem: `${join(folder, CARD_FILE)}: name: "${card.name}" is not the folder's name`,
    };
  } catch (error) {
    if (error instanceof ModelError) return { name, folder, problem: error.message };
    throw error;
  }
}

/** The models in a folder of models, by name, but for hidden folders, as one that is being written; the built-in ones by default. Cards only: no hash is verified. */
export async function listModels(root: string = BUILT_IN_MODELS): Promise<readonly ListedModel[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const names = entries
    .flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : []))
    .sort();
  return Promise.all(names.map((name) => listed(root, name)));
}
