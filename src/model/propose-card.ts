import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { LANGUAGES } from '../code/language.ts';
import type { Card } from './card.ts';
import { hashFile } from './hash-file.ts';
import { ModelError } from './model-error.ts';
import { weightFiles } from './onnx/graph-problems.ts';
import { readTokenFacts } from './onnx/read-token-facts.ts';
import { CARD_FILE } from './read-card.ts';
import { readJson } from './read-json.ts';

const configSchema = z.looseObject({
  architectures: z.array(z.string()).default([]),
  id2label: z.record(z.string(), z.string()).optional(),
});

/** Either a plain token, or a description of it. */
const token = z.union([
  z.string(),
  z.looseObject({ content: z.string() }).transform(({ content }) => content),
]);
const tokensSchema = z.looseObject({
  mask_token: token.nullish(),
  unk_token: token.nullish(),
  model_max_length: z.number().nullish(),
});

export interface Proposal {
  readonly card: Card;
  /** What could not be read from the folder and was guessed, for its owner to look at. */
  readonly guesses: readonly string[];
}

function taskOf(architectures: readonly string[]): Card['task'] | undefined {
  const name = architectures[0] ?? '';
  if (name === 'TwoTower') return 'pair';
  if (name.endsWith('ForSequenceClassification')) return 'classification';
  if (name.endsWith('ForMaskedLM')) return 'infill';
  if (name.endsWith('ForConditionalGeneration') || name === 'EncoderDecoderModel') return 'generation';
  return undefined;
}

async function hashes(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const run = /\.(json|onnx|onnx_data|onnx\.data|txt|model)$/;
  const files = entries.flatMap((entry) => (entry.isFile() && entry.name !== CARD_FILE ? [entry.name] : []));
  const graphs = files.filter((name) => name.endsWith('.onnx'));
  const weights = new Set<string>();
  for (const name of graphs) for (const file of await weightFiles(join(folder, name))) weights.add(file);
  const names = files.filter((name) => run.test(name) || weights.has(name));
  const hashed = names.sort().map(async (name) => [name, await hashFile(join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(hashed));
}

/**
 * Proposes codepurify.json for a folder as exporters of Hugging Face models write it. Rejects with ModelError
 * where config.json or tokenizer_config.json is missing, or the first names an architecture of no task.
 */
export async function proposeCard(folder: string): Promise<Proposal> {
  const config = await readJson(join(folder, 'config.json'), configSchema);
  const tokens = await readJson(join(folder, 'tokenizer_config.json'), tokensSchema);
  const task = taskOf(config.architectures);
  if (task === undefined) {
    const found = config.architectures[0] ?? 'none';
    throw new ModelError(
      `${join(folder, 'config.json')}: the architecture ${found} is neither for classification nor for pairs, generation or infill`,
    );
  }
  const facts = await readTokenFacts(folder);
  const window = [facts.positions, tokens.model_max_length ?? undefined].filter(
    (size) => size && size <= 65_536,
  );
  const labels = Object.entries(config.id2label ?? { 0: 'LABEL_0', 1: 'LABEL_1' })
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, label]) => label);
  const classifies = task === 'classification' || task === 'pair';
  const slug = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const card: Card = {
    schemaVersion: 1,
    name: slug.slice(0, 64) || 'my-model',
    task,
    languages: [...LANGUAGES],
    labels: classifies ? labels : [],
    ...(task === 'pair' && { sameLabel: labels.at(-1) }),
    maxLength: window.length > 0 ? Math.min(...window.flatMap((size) => size ?? [])) : 512,
    maskToken: tokens.mask_token ?? '<mask>',
    unknownToken: tokens.unk_token ?? '<unk>',
    calibrations: [],
    files: await hashes(folder),
    licence: 'unknown',
    trainedOn: 'unknown',
    backdoors: [],
  };
  const guesses = [
    'languages: all of them; name those that it was trained on',
    'licence and trainedOn: unknown',
    ...(classifies
      ? ['goalLabel: none; name the label that an attacker would want, or all are inspected']
      : []),
    ...(task === 'pair' ? [`sameLabel: ${labels.at(-1)}; name the label of two equal functions`] : []),
    ...(task === 'classification'
      ? ['task: say "pair" instead if it reads two functions in one sequence, and name the sameLabel']
      : []),
    ...(window.length === 0 ? ['maxLength: 512 tokens, as the folder does not say'] : []),
    ...(tokens.mask_token ? [] : ['maskToken: <mask>, as tokenizer_config.json names none']),
    ...(tokens.unk_token ? [] : ['unknownToken: <unk>, as tokenizer_config.json names none']),
  ];
  return { card, guesses };
}
