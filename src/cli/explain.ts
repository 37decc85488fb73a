import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { ElementKind } from '../code/element.ts';
import { type Language, languageOf } from '../code/language.ts';
import { DEFAULT_OPTIONS, optionsFor } from '../defense/defaults.ts';
import type { Statistic } from '../defense/options.ts';
import { loadGrammar } from '../load-grammar.ts';
import { explain } from '../scan/explain.ts';
import { readSource } from '../scan/files/read-source.ts';
import { shownPath } from '../scan/files/shown-path.ts';
import { findFunctions } from '../scan/find-functions.ts';
import type { FoundFunction } from '../scan/found-function.ts';
import { pairUp } from '../scan/pair-up.ts';
import { explanation } from '../scan/report/explanation.ts';
import { UsageError } from '../scan/usage-error.ts';
import { interruption } from './interruption.ts';
import {
  kindsOption,
  languageOption,
  rateOption,
  statisticOption,
  taskOption,
  thresholdOption,
  victimOption,
} from './option-types.ts';
import { screen } from './screen.ts';
import { openModels, type Task } from './victims.ts';
import { writeReport } from './write-report.ts';

interface Flags {
  readonly victim?: readonly string[];
  readonly task?: Task;
  readonly language?: Language;
  readonly with?: string;
  readonly falseAlarmRate: number;
  readonly statistic?: Statistic;
  readonly kinds: readonly ElementKind[];
  readonly threshold?: number;
}

/** `codepurify explain`: the picture of one function. */
export function explainCommand(): Command {
  return new Command('explain')
    .summary('show how much each element of a function matters to the victim')
    .description(
      'Probes every element of a function and draws it: the source with the heat of each element, their suspicions sorted, and how the function is judged.',
    )
    .argument('<function>', 'FILE, FILE:NAME or FILE:LINE; all functions of the file where none is named')
    .addOption(victimOption())
    .addOption(taskOption())
    .addOption(languageOption('of the file, whatever its name'))
    .option(
      '--with <function>',
      'what a pair victim compares it with; by default the most alike of the file, or itself',
    )
    .addOption(rateOption(DEFAULT_OPTIONS.falseAlarmRate))
    .addOption(statisticOption())
    .addOption(kindsOption(DEFAULT_OPTIONS.kinds))
    .addOption(thresholdOption())
    .addHelpText(
      'after',
      `
Examples:
  $ codepurify explain src/parse.c:read_header --victim defect-c
  $ codepurify explain src/parse.c:120`,
    )
    .action(run);
}

async function run(target: string, flags: Flags): Promise<void> {
  using stop = interruption();
  const asked = await functionsAt(target, flags.language);
  const [language] = asked.chosen.map((found) => found.language);
  if (language === undefined) throw new UsageError(`${target}: there is no function.`);
  const others =
    flags.with === undefined ? undefined : (await functionsAt(flags.with, flags.language)).chosen;
  await using models = await openModels({
    ...(flags.victim && { victims: flags.victim }),
    ...(flags.task && { task: flags.task }),
    languages: new Set([language]),
    infill: false,
  });
  const { falseAlarmRate, statistic, kinds, threshold } = flags;
  const chosen = {
    falseAlarmRate,
    kinds,
    ...(statistic && { statistic }),
    ...(threshold !== undefined && { threshold }),
  };
  const grammar = await loadGrammar(language);

  for (const victim of models.victims) {
    if (!victim.card.languages.includes(language)) {
      throw new UsageError(`Victim ${victim.card.name} does not read ${language}: name another.`);
    }
    const options = optionsFor(victim.card, chosen);
    for (const found of asked.chosen) {
      const other = victim.card.task === 'pair' ? (others?.[0] ?? mostAlike(found, asked.all)) : undefined;
      const known = await explain(found.text, { victim, grammar, options, signal: stop.signal }, other?.text);
      if (known === undefined) throw new UsageError(`${target}: this function is too large to be inspected.`);
      const of = {
        ...found,
        victim: victim.card.name,
        statistic: options.statistic,
        ...(other && { other }),
      };
      await writeReport(`${explanation(of, known, screen())}\n`, undefined);
    }
  }
}

/** The functions of a file, and those of them that `FILE:NAME` or `FILE:LINE` means. */
async function functionsAt(target: string, spoken?: Language) {
  const { path, which } = await split(target);
  const language = spoken ?? languageOf(path);
  if (language === undefined)
    throw new UsageError(`${path}: its name does not tell its language: give --language.`);
  const file = shownPath(resolve(path), process.cwd());
  const source = await readSource(path);
  const found = 'message' in source ? source : await findFunctions(source.text, language, file);
  if ('message' in found) throw new UsageError(`${path}: ${found.message}`);
  const { functions: all } = found;
  const line = /^\d+$/.test(which) ? Number(which) : undefined;
  const chosen = all.filter(
    ({ name, startLine, endLine }) =>
      which === '' || (line === undefined ? name === which : startLine <= line && line <= endLine),
  );
  if (chosen.length === 0) {
    const names = all.slice(0, 8).map(({ name }) => name || '(no name)');
    const known = `${names.join(', ')}${all.length > 8 ? ', …' : ''}` || 'none';
    throw new UsageError(`${path}: there is no function ${which} (there is: ${known}).`);
  }
  return { all, chosen };
}

/** A file may have a colon in its name: what exists as it stands is taken so. */
async function split(target: string): Promise<{ readonly path: string; readonly which: string }> {
  const colon = target.lastIndexOf(':');
  const whole = await stat(target).catch(() => undefined);
  if (whole !== undefined || colon <= 0) {
    if (!whole?.isFile()) throw new UsageError(`${target}: there is no such file.`);
    return { path: target, which: '' };
  }
  const path = target.slice(0, colon);
  if (!(await stat(path).catch(() => undefined))?.isFile()) {
    throw new UsageError(`${path}: there is no such file.`);
  }
  return { path, which: target.slice(colon + 1) };
}

function mostAlike(found: FoundFunction, all: readonly FoundFunction[]): FoundFunction | undefined {
  const marked = all.map((other) => ({ ...other, asked: other.from === found.from }));
  const own = marked.findIndex(({ asked }) => asked);
  const [pair] = pairUp(marked, 1);
  return pair && all[pair[0] === own ? pair[1] : pair[0]];
}
