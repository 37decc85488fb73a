import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Option } from 'commander';
import { listModels } from '../model/list-models.ts';
import { CARD_FILE } from '../model/read-card.ts';
import { UsageError } from '../scan/usage-error.ts';

/** `--models`, as every command has it that takes victims by their names alone. */
export function modelsOption(): Option {
  return new Option('--models <folder>', 'the folder of the models; the built-in ones where none is named');
}

/** Throws UsageError where the folder that was named holds no victim that could be asked. */
export async function checkModels(root: string | undefined): Promise<void> {
  if (root === undefined) return;
  const models = await listModels(root);
  if (models.some((model) => 'card' in model && model.card.task !== 'infill')) return;
  const [why] = models.flatMap((model) => ('problem' in model ? [` (${model.problem})`] : []));
  const remedy = await access(join(root, CARD_FILE)).then(
    () => 'it is a model itself, so name the folder that it lies in',
    () => 'name a folder that holds one folder for each model',
  );
  throw new UsageError(`--models ${root} holds no victim that can be used${why ?? ''}: ${remedy}.`);
}
