import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { LANGUAGES } from '../code/language.ts';
import { type Card, cardSchema } from './card.ts';
import { GRADIENT_FILE } from './gradients.ts';
import { hashFile } from './hash-file.ts';
import { ModelError } from './model-error.ts';
import { weightFiles } from './onnx/graph-problems.ts';
import { readTokenFacts } from './onnx/read-token-facts.ts';
import { CARD_FILE, checkedCard } from './read-card.ts';
import { issueOf, readJson } from './read-json.ts';
import { READ_IF_THERE, requiredFiles } from './required-files.ts';

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

/** Of the files that are read, and of those from which a graph reads weights: nobody vouches for what nothing needs. */
async function hashes(folder: string, task: Card['task']): Promise<Record<string, string>> {
  const known = [...requiredFiles(task), ...READ_IF_THERE, GRADIENT_FILE];
  const names = new Set(known);
  // One after the other, as each is held in memory.
  for (const name of known.filter((each) => each.endsWith('.onnx'))) {
    for (const file of await weightFiles(join(folder, name))) names.add(file);
  }
  const hashed = [...names].sort().map(async (name) => {
    const path = join(folder, name);
    const there = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    return there ? [[name, await hashFile(path)] as const] : [];
  });
  return Object.fromEntries((await Promise.all(hashed)).flat());
}

/** As `readCard` will check it. */
function checked(card: Card, folder: string): Card {
  const where = `${join(folder, CARD_FILE)} cannot be proposed from config.json and tokenizer_config.json; mend them, or write it by hand`;
  const parsed = cardSchema.safeParse(card);
  if (!parsed.success) throw new ModelError(`${where}: ${issueOf(parsed.error)}`);
  return checkedCard(card, where);
}

/**
 * Proposes codepurify.json for a folder as exporters of Hugging Face models write it. Rejects with ModelError
 * where config.json or tokenizer_config.json is missing, the first names an architecture of no task, or no card that would
 * be read could be made of what they say.
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
  const window = [facts.positions, tokens.model_max_length].flatMap((size) =>
    size && size <= 65_536 ? [Math.floor(size)] : [],
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
    maxLength: window.length > 0 ? Math.min(...window) : 512,
    maskToken: tokens.mask_token || '<mask>',
    unknownToken: tokens.unk_token || '<unk>',
    calibrations: [],
    files: await hashes(folder, task),
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
  return { card: checked(card, folder), guesses };
}
