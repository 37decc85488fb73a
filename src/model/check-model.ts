import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Card } from './card.ts';
import { ModelError } from './model-error.ts';
import { modelHash } from './model-hash.ts';
import { oddSettings } from './odd-settings.ts';
import { openModel } from './open-model.ts';
import { proposeCard } from './propose-card.ts';
import { CARD_FILE, readCard } from './read-card.ts';
import { requiredFiles } from './required-files.ts';
import { dayOf } from './standing.ts';
import { strangeFiles } from './strange-files.ts';
import { fileProblems } from './verify-model.ts';

export interface Finding {
  /** With an `error` the model cannot be used; a `warning` should be looked into; a `note` is for its owner to know. */
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
}

export interface ModelCheck {
  readonly findings: readonly Finding[];
  /** What codepurify.json could say, for a folder that has none. */
  readonly proposal?: Card;
}

const finding =
  (level: Finding['level']) =>
  (message: string): Finding => ({ level, message });

/** Resolves with what is wrong where the promise rejects with a ModelError. */
async function problemOf(promise: Promise<unknown>): Promise<Finding[]> {
  try {
    await promise;
    return [];
  } catch (error) {
    if (error instanceof ModelError) return [finding('error')(error.message)];
    throw error;
  }
}

async function present(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function proposed(folder: string): Promise<ModelCheck> {
  const none = finding('note')(`${join(folder, CARD_FILE)} does not exist; one is proposed`);
  try {
    const { card, guesses } = await proposeCard(folder);
    const missing = requiredFiles(card.task).filter((file) => !(file in card.files));
    const errors = missing.length
      ? missing.map((file) => `${join(folder, file)} is missing`)
      : await fileProblems(folder, card);
    const findings = [...errors.map(finding('error')), ...(await warningsOn(folder, card)), none];
    return { findings: [...findings, ...guesses.map(finding('note'))], proposal: card };
  } catch (error) {
    if (error instanceof ModelError) return { findings: [finding('error')(error.message)] };
    throw error;
  }
}

async function warningsOn(folder: string, { files }: Card): Promise<readonly Finding[]> {
  const all = [...(await strangeFiles(folder, files)), ...(await oddSettings(folder))];
  return all.map(finding('warning'));
}

function notesOn(card: Card): Finding[] {
  const notes: string[] = [];
  if (card.task !== 'infill' && card.calibrations.length === 0) {
    notes.push('not calibrated: without clean functions no threshold is known; run codepurify calibrate');
  }
  if (card.labels.length > 0 && card.goalLabel === undefined) {
    notes.push('goalLabel: none, so predictions of every label are inspected, at up to twice the cost');
  }
  if (card.backdoors.length > 0) notes.push(`backdoored on purpose by ${card.backdoors.join(', ')}`);
  for (const audit of card.audits ?? []) {
    const of = audit.sha256 === modelHash(card) ? '' : ', of other files, labels or window than these';
    const cut = audit.verdict === 'clean' && !audit.full ? ', by a search that says little' : '';
    notes.push(
      `audited for ${audit.language} on ${dayOf(audit)}: ${audit.verdict}${cut}${of}; audit it yourself if the folder is not your own`,
    );
  }
  return notes.map(finding('note'));
}

/**
 * Whether a folder will do as a model: its card, its files and their hashes, what they ask for beside them, and whether the
 * model opens and answers. For a folder without a card one is proposed instead, and nothing is loaded.
 */
export async function checkModel(folder: string): Promise<ModelCheck> {
  if (!(await present(folder))) return { findings: [finding('error')(`${folder} does not exist`)] };
  if (!(await present(join(folder, CARD_FILE)))) return proposed(folder);
  let card: Card;
  try {
    card = await readCard(folder);
  } catch (error) {
    if (error instanceof ModelError) return { findings: [finding('error')(error.message)] };
    throw error;
  }
  const problems = (await fileProblems(folder, card)).map(finding('error'));
  const warnings = await warningsOn(folder, card);
  if (problems.length > 0) return { findings: [...problems, ...warnings] };
  const opened = await problemOf(openModel(resolve(folder), { cores: 1 }).then((model) => model.close()));
  return { findings: [...opened, ...warnings, ...notesOn(card)] };
}
