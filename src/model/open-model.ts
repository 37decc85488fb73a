import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Card } from './card.ts';
import type { Infill } from './infill.ts';
import { BUILT_IN_MODELS, listModels } from './list-models.ts';
import { ModelError } from './model-error.ts';
import { openOnnxInfill, openOnnxRepresenter, openOnnxVictim } from './onnx/open-onnx-model.ts';
import { readCard } from './read-card.ts';
import type { Representer } from './representer.ts';
import { verifyModel } from './verify-model.ts';
import type { Victim } from './victim.ts';

export interface OpenOptions {
  /** Where names are looked up; the built-in models by default. */
  readonly root?: string;
  /** Threads to use at most; all cores by default. */
  readonly cores?: number;
  /** What it sees, in tokens, where that is less than its card says: for research. */
  readonly window?: number;
}

const NAME = /^[a-z0-9][a-z0-9-]*$/;

/** Whether it is the name of a built-in model; all else is a folder. */
export function isBuiltInName(nameOrPath: string): boolean {
  return NAME.test(nameOrPath);
}

/** The folder of a model by its name, or a path taken as it is. Rejects with ModelError where no model has the name. */
export async function modelFolder(nameOrPath: string, root: string = BUILT_IN_MODELS): Promise<string> {
  if (!isBuiltInName(nameOrPath)) return resolve(nameOrPath);
  const models = await listModels(root);
  const found = models.find(({ name }) => name === nameOrPath);
  if (found) return found.folder;
  const known = models.map(({ name }) => name).join(', ') || 'none';
  throw new ModelError(
    `no model is called "${nameOrPath}" (installed: ${known}); a folder of your own is given as ./${nameOrPath}`,
  );
}

async function located(nameOrPath: string, options: OpenOptions): Promise<{ folder: string; card: Card }> {
  const folder = await modelFolder(nameOrPath, options.root);
  return { folder, card: await readCard(folder) };
}

/**
 * Opens a model whose answer is to be defended, by name or by the path of a folder: reads its card, verifies
 * the hash of every file, and starts it in processes of its own, which end with `close()`. Rejects with ModelError.
 */
export async function openVictim(nameOrPath: string, options: OpenOptions = {}): Promise<Victim> {
  const { folder, card } = await victimAt(nameOrPath, options);
  return openOnnxVictim(folder, card, options.cores ?? availableParallelism());
}

/** As `openVictim`, for the vectors that the victim makes its answers from. */
export async function openRepresenter(nameOrPath: string, options: OpenOptions = {}): Promise<Representer> {
  const { folder, card } = await victimAt(nameOrPath, options);
  return openOnnxRepresenter(folder, card, options.cores ?? availableParallelism());
}

async function victimAt(nameOrPath: string, options: OpenOptions) {
  const { folder, card } = await located(nameOrPath, options);
  const { task } = card;
  if (task === 'infill') {
    throw new ModelError(
      `${card.name} is an infill model; a victim is one for classification, pair or generation`,
    );
  }
  await verifyModel(folder, card);
  const maxLength = Math.min(card.maxLength, options.window ?? card.maxLength);
  return { folder, card: { ...card, task, maxLength } };
}

/** As `openVictim`, for a model that fills holes. */
export async function openInfill(nameOrPath: string, options: OpenOptions = {}): Promise<Infill> {
  const { folder, card } = await located(nameOrPath, options);
  const { task } = card;
  if (task !== 'infill') {
    throw new ModelError(`${card.name} is a model for ${task}; holes are filled by an infill model`);
  }
  await verifyModel(folder, card);
  return openOnnxInfill(folder, { ...card, task }, options.cores ?? availableParallelism());
}

/** As `openVictim`, for a model of whichever task. */
export async function openModel(nameOrPath: string, options: OpenOptions = {}): Promise<Victim | Infill> {
  const { folder, card } = await located(nameOrPath, options);
  return card.task === 'infill' ? openInfill(folder, options) : openVictim(folder, options);
}
