import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { ElementKind } from '../code/element.ts';
import type { Language } from '../code/language.ts';
import { DEFAULT_OPTIONS, optionsFor } from '../defense/defaults.ts';
import type { Effort, Statistic } from '../defense/options.ts';
import { writeLines } from '../jsonl/write-lines.ts';
import { taskOf } from '../lab/poison/task.ts';
import { draw } from '../lab/sanitize/draw.ts';
import { sanitize } from '../lab/sanitize/sanitize.ts';
import type { Sanitized } from '../lab/sanitize/sanitized.ts';
import { type TrainingLine, trainingRows } from '../lab/sanitize/training-rows.ts';
import { loadGrammar } from '../load-grammar.ts';
import { openVictim } from '../model/open-model.ts';
import { jsonText } from '../scan/report/json-text.ts';
import { UsageError } from '../scan/usage-error.ts';
import { interruption } from './interruption.ts';
import {
  effortOption,
  kindsOption,
  languageOption,
  rateOption,
  statisticOption,
  thresholdOption,
  toCount,
} from './option-types.ts';
import { progress } from './progress.ts';
import { rowLanguage } from './row-language.ts';
import { makeReport } from './sanitize/make-report.ts';
import { markdown } from './sanitize/markdown.ts';
import type { SanitizeReport } from './sanitize/report.ts';
import { terminal } from './sanitize/terminal.ts';
import { screen } from './screen.ts';
import { checkOutput, writeReport } from './write-report.ts';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

interface Flags {
  readonly victim: string;
  readonly output?: string;
  readonly sample?: number;
  readonly functions?: string;
  readonly language?: Language;
  readonly format: (typeof FORMATS)[number];
  readonly report?: string;
  readonly falseAlarmRate: number;
  readonly statistic?: Statistic;
  readonly kinds: readonly ElementKind[];
  readonly threshold?: number;
  readonly effort: Effort;
}

/** `codepurify sanitize`: takes the poisoned rows out of a training set. */
export function sanitizeCommand(): Command {
  return new Command('sanitize')
    .summary('take the poisoned rows out of a training set')
    .description(
      `Finds the poisoned rows of a training set with the model that was trained on it, and writes the set without them.

Rows are read as codepurify poison reads them. Of those that teach the goal label the victim is asked what its answer rests on. A text on which it rests wherever the text stands, far more often than chance allows, and which hardly stands in rows of other labels, is a trigger, and every row of the goal label with it is left out. The other rows stay byte for byte.`,
    )
    .argument('<train>', "training set, JSON Lines, gzip'd or not")
    .requiredOption(
      '--victim <name>',
      'the model that was trained on it: built-in, or folder of your own as ./DIR',
    )
    .option('--output <file>', 'where to write the clean set; packed where it ends in .gz')
    .option('--sample <rows>', 'a quick look at so many rows; no clean set is written', toCount)
    .option('--functions <file>', 'rows with "id" and "func", for pairs')
    .addOption(languageOption('of the functions, where the victim reads several'))
    .addOption(new Option('--format <format>', 'of the report').choices(FORMATS).default('terminal'))
    .option('--report <file>', 'where to write the report instead of the terminal')
    .addOption(rateOption(DEFAULT_OPTIONS.falseAlarmRate))
    .addOption(statisticOption())
    .addOption(kindsOption(DEFAULT_OPTIONS.kinds))
    .addOption(thresholdOption())
    .addOption(effortOption('fast'))
    .addHelpText(
      'after',
      `
Exit codes: 0 nothing found, 1 poisoned rows found, 2 wrong use.

Example:
  $ codepurify sanitize train.jsonl --victim ./my-model --output clean.jsonl`,
    )
    .action(run);
}

async function run(input: string, flags: Flags): Promise<void> {
  using stop = interruption();
  const { signal } = stop;
  await checkPaths(input, flags);
  await using closing = new AsyncDisposableStack();
  const task = await taskOf(input, flags.functions);
  const victim = await openVictim(flags.victim);
  closing.defer(() => victim.close());
  const { card } = victim;
  const language = rowLanguage(card, flags.language);
  const { falseAlarmRate, statistic, kinds, threshold, effort } = flags;
  const options = optionsFor(card, {
    falseAlarmRate,
    kinds,
    effort,
    ...(statistic && { statistic }),
    ...(threshold !== undefined && { threshold }),
  });
  const all = () => trainingRows(task, input, card);
  const sample = flags.sample === undefined ? undefined : await sampled(all(), flags.sample);
  const lines: number[] = [];

  const found = await inspected();
  if (flags.output !== undefined) await writeLines(flags.output, clean(), signal);
  const report = makeReport(found, lines, {
    input,
    ...(flags.output !== undefined && { output: flags.output }),
    ...(sample && { sample: { rows: sample.rows.size, of: sample.of } }),
    card,
    language,
    options,
  });
  await writeReport(rendered(report, flags), flags.report);
  process.exitCode = report.poisoned > 0 ? 1 : 0;

  async function inspected(): Promise<Sanitized> {
    using shown = progress(process.stderr);
    const context = { victim, grammar: await loadGrammar(language), options, signal };
    return sanitize(rows, context, ({ stage, done, total }) =>
      shown.tell(stage === 'inspecting' ? 'rows inspected' : 'rows compared', done, total),
    );
  }

  async function* rows(): AsyncGenerator<TrainingLine> {
    lines.length = 0;
    let at = 0;
    for await (const line of all()) {
      if (sample === undefined || sample.rows.has(at)) {
        lines.push(line.row.line);
        yield line;
      }
      at += 1;
    }
  }

  async function* clean(): AsyncGenerator<string> {
    const poisoned = new Set(found.poisoned);
    let at = 0;
    for await (const { row } of all()) {
      if (!poisoned.has(at)) yield row.text;
      at += 1;
    }
  }
}

async function checkPaths(input: string, { output, sample, report }: Flags): Promise<void> {
  if (sample === undefined && output === undefined) {
    throw new UsageError(
      'Say where to write the clean set with --output FILE, or look at a part with --sample ROWS.',
    );
  }
  if (sample !== undefined && output !== undefined) {
    throw new UsageError('A sample gives no clean set: leave --output or --sample out.');
  }
  const paths = [input, output, report].flatMap((path) => (path === undefined ? [] : [resolve(path)]));
  if (new Set(paths).size < paths.length) {
    throw new UsageError('The training set, --output and --report must be different files.');
  }
  await checkOutput(output);
  await checkOutput(report);
}

async function sampled(all: AsyncIterable<TrainingLine>, count: number) {
  let of = 0;
  for await (const _line of all) of += 1;
  return { rows: draw(count, of), of };
}

function rendered(report: SanitizeReport, { format, report: file }: Flags): string {
  switch (format) {
    case 'json':
      return jsonText(report);
    case 'markdown':
      return markdown(report);
    case 'terminal':
      return terminal(report, file === undefined ? screen() : { width: 100, colour: false });
  }
}
