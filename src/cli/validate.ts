import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { CONFIG_FILE } from '../config/config.ts';
import { missingVictims } from '../config/missing-victims.ts';
import { type ParsedConfig, parseConfig } from '../config/parse-config.ts';
import { type Problem, problemLine } from '../config/problem.ts';
import { unauditedVictims } from '../config/unaudited-victims.ts';
import { type ListedModel, listModels } from '../model/list-models.ts';
import { readSource } from '../scan/files/read-source.ts';
import { shownPath } from '../scan/files/shown-path.ts';
import { visible } from '../scan/report/visible.ts';
import { counted } from '../scan/report/words.ts';
import { UsageError } from '../scan/usage-error.ts';
import { repositoryRoot } from './repository-root.ts';
import { writeReport } from './write-report.ts';

/** `codepurify validate`: whether a configuration is right. */
export function validateCommand(): Command {
  return new Command('validate')
    .summary("check a repository's configuration")
    .description(
      'Says what is wrong with a configuration, with line and column, and what does nothing. A victim that is not installed here, or not audited though it must be, warns: it may be where the App runs. Exit codes: 0 it can be used, 2 it cannot.',
    )
    .argument('[file]', `the configuration; ${CONFIG_FILE} of this repository where none is named`)
    .addHelpText('after', `\nExample:\n  $ codepurify validate ${CONFIG_FILE}`)
    .action(validate);
}

async function validate(named: string | undefined): Promise<void> {
  const cwd = process.cwd();
  const path = named === undefined ? join(await repositoryRoot(cwd), CONFIG_FILE) : resolve(cwd, named);
  const file = shownPath(path, cwd);
  if ((await stat(path).catch(() => undefined)) === undefined) {
    const remedy = named === undefined ? 'codepurify init writes a first one' : 'look at its name';
    throw new UsageError(`${file}: there is no such file; ${remedy}.`);
  }
  const source = await readSource(path);
  if ('message' in source) throw new UsageError(`${file}: ${source.message}`);

  const parsed = parseConfig(source.text, file);
  const errors = parsed.ok ? [] : parsed.problems;
  const warnings = [...parsed.warnings, ...(parsed.ok ? elsewhere(parsed, await listModels()) : [])];
  await writeReport(visible(`${report(file, errors, warnings).join('\n')}\n`), undefined);
  if (!parsed.ok) process.exitCode = 2;
}

/** What is amiss with the victims here, and may be otherwise where the App runs. */
function elsewhere(
  parsed: Extract<ParsedConfig, { ok: true }>,
  installed: readonly ListedModel[],
): Problem[] {
  const { problems, warnings } = unauditedVictims([parsed], installed);
  return [...missingVictims(parsed, installed), ...problems, ...warnings];
}

function report(file: string, errors: readonly Problem[], warnings: readonly Problem[]): string[] {
  const found = [
    ...(errors.length > 0 ? [counted(errors.length, 'error')] : []),
    ...(warnings.length > 0 ? [counted(warnings.length, 'warning')] : []),
  ].join(', ');
  return [
    ...errors.map((problem) => problemLine(problem, 'error')),
    ...warnings.map((problem) => problemLine(problem, 'warning')),
    `${file} ${errors.length > 0 ? 'cannot be used' : 'can be used'}${found === '' ? '' : `: ${found}`}.`,
  ];
}
