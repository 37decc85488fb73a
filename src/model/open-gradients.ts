import { availableParallelism } from 'node:os';
import { GRADIENT_FILE, type Gradients } from './gradients.ts';
import { loadTokenizer } from './onnx/load-tokenizer.ts';
import { openOnnxGradients } from './onnx/open-onnx-model.ts';
import { modelFolder, type OpenOptions } from './open-model.ts';
import { readCard } from './read-card.ts';
import { verifyModel } from './verify-model.ts';

/**
 * Opens the gradient graph of a victim that judges, by the same name or path as `openVictim`. Undefined where its card
 * lists none. Rejects with ModelError.
 */
export async function openGradients(
  nameOrPath: string,
  { root, cores = availableParallelism() }: OpenOptions = {},
): Promise<Gradients | undefined> {
  const folder = await modelFolder(nameOrPath, root);
  const card = await readCard(folder);
  const { task } = card;
  if ((task !== 'classification' && task !== 'pair') || !(GRADIENT_FILE in card.files)) return undefined;
  await verifyModel(folder, card);
  return openOnnxGradients(folder, { ...card, task }, cores);
}

/** The text of each token of a model, by its id; of special ones it is empty. Rejects with ModelError. */
export async function vocabularyOf(nameOrPath: string, root?: string): Promise<readonly string[]> {
  const tokenizer = await loadTokenizer(await modelFolder(nameOrPath, root));
  return Array.from({ length: tokenizer.size }, (_, id) => tokenizer.decode([id]));
}
