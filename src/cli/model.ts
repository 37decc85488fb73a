import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { writeLines } from '../jsonl/write-lines.ts';
import type { Card } from '../model/card.ts';
import { checkModel } from '../model/check-model.ts';
import { listModels } from '../model/list-models.ts';
import { ModelError } from '../model/model-error.ts';
import { modelFolder } from '../model/open-model.ts';
import { CARD_FILE, readCard } from '../model/read-card.ts';
import { dayOf, inShort, standingOf } from '../model/standing.ts';
import { fileProblems } from '../model/verify-model.ts';
import { visible } from '../scan/report/visible.ts';
import { UsageError } from '../scan/usage-error.ts';

/** `codepurify model`: what is installed, whether a folder will do, whether files are what they were. */
export function modelCommand(): Command {
  const model = new Command('model')
    .summary('list, check and verify models')
    .description(
      'A model is a folder as exporters of Hugging Face models write it, with a codepurify.json that describes it.',
    )
    .addHelpText('after', '\nExample:\n  $ codepurify model list');
  model
    .command('list')
    .summary('the built-in models')
    .description('Lists the built-in models.')
    .addHelpText('after', '\nExample:\n  $ codepurify model list')
    .action(list);
  model
    .command('check')
    .summary('whether a folder will do as a model')
    .description(
      'Looks whether a folder will do as a model: its codepurify.json, its files and what they ask for (weights elsewhere, operators that are code), and whether the model answers. It warns of files from which other programs would run code, of a tokenizer that rewrites code, and of settings that cannot be looked into. For a folder without codepurify.json one is proposed. Exit codes: 0 it will do, 1 it will not, 2 --write wrote nothing.',
    )
    .argument('<dir>', 'folder of the model')
    .option('--write', 'write the proposed codepurify.json')
    .addHelpText('after', '\nExample:\n  $ codepurify model check ./my-model --write')
    .action(check);
  model
    .command('verify')
    .summary('compare the files of models with their hashes')
    .description(
      'Compares the files of models with the hashes in codepurify.json, and looks that the model needs nothing beside them: no weights that no hash speaks of, no code. So does every command before it opens a model. Exit codes: 0 all are right, 1 not.',
    )
    .argument('[names...]', 'built-in models, or folders as ./DIR; all built-in ones where none is named')
    .addHelpText('after', '\nExample:\n  $ codepurify model verify defect-c')
    .action(verify);
  return model;
}

async function list(): Promise<void> {
  const models = await listModels();
  if (models.length === 0) say('No models are installed.');
  const width = Math.max(...models.map(({ name }) => name.length), 4);
  for (const listed of models) {
    const about = 'card' in listed ? inWords(listed.card) : `cannot be used: ${listed.problem}`;
    say(`${listed.name.padEnd(width)}  ${visible(about)}`);
  }
}

function inWords(card: Card): string {
  const { task, languages, calibrations, backdoors } = card;
  const standing = standingOf(card);
  const calibrated = calibrations
    .map(({ language, statistic, scores }) => `${language} (${statistic}) by ${scores.length}`)
    .join(', ');
  return [
    `${task} of ${languages.join(', ')}`,
    ...(task === 'infill'
      ? []
      : [calibrated ? `calibrated for ${calibrated} clean functions` : 'not calibrated']),
    ...(backdoors.length > 0 ? [`backdoored on purpose: ${backdoors.join(', ')}`] : []),
    ...('audit' in standing ? [`${inShort(standing)}, by its audit of ${dayOf(standing.audit)}`] : []),
  ].join('; ');
}

async function check(dir: string, { write }: { readonly write?: true }): Promise<void> {
  const own = await stat(dir).catch(() => undefined);
  const folder = own?.isDirectory() ? resolve(dir) : await modelFolder(dir);
  const { findings, proposal } = await checkModel(folder);
  for (const { level, message } of findings) say(visible(`${level.padEnd(7)}  ${message}`));
  const broken = findings.some(({ level }) => level === 'error');
  if (write) {
    if (broken) throw new UsageError('nothing was written: mend the errors that are named above first.');
    if (proposal === undefined)
      throw new UsageError(`${join(dir, CARD_FILE)} is there already: nothing was written.`);
    await writeLines(join(folder, CARD_FILE), [text(proposal)]);
    say(`${join(dir, CARD_FILE)} is written: look it through, then check again.`);
    return;
  }
  if (proposal !== undefined) say(visible(text(proposal)));
  if (broken) say('It will not do.');
  else if (proposal === undefined) say('It will do.');
  else say('It will not do without codepurify.json: --write writes what is proposed above.');
  if (broken || proposal !== undefined) process.exitCode = 1;
}

function text(proposal: Card): string {
  return JSON.stringify(proposal, null, 2);
}

async function verify(names: readonly string[]): Promise<void> {
  const folders = names.length > 0 ? names : (await listModels()).map(({ folder }) => folder);
  if (folders.length === 0) say('No models are installed.');
  for (const name of folders) {
    const problems = await problemsOf(name);
    for (const problem of problems) say(visible(`wrong  ${problem}`));
    if (problems.length > 0) process.exitCode = 1;
    else say(`right  ${visible(name)}`);
  }
}

async function problemsOf(name: string): Promise<readonly string[]> {
  try {
    const folder = await modelFolder(name);
    return await fileProblems(folder, await readCard(folder));
  } catch (error) {
    if (error instanceof ModelError) return [error.message];
    throw error;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
