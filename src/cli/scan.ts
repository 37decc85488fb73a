import { Command, Option } from 'commander';
import type { ElementKind } from '../code/element.ts';
import type { Language } from '../code/language.ts';
import { AUDIT_RULES, type AuditRule } from '../config/config.ts';
import { DEFAULT_OPTIONS } from '../defense/defaults.ts';
import type { Effort, Statistic } from '../defense/options.ts';
import { exitCode } from '../scan/exit-code.ts';
import { diffFiles } from '../scan/files/diff-files.ts';
import { listFiles } from '../scan/files/list-files.ts';
import { readStream } from '../scan/files/read-source.ts';
import { json } from '../scan/report/json.ts';
import { markdown } from '../scan/report/markdown.ts';
import { sarif } from '../scan/report/sarif.ts';
import { terminal } from '../scan/report/terminal.ts';
import { type Beforehand, scan } from '../scan/scan.ts';
import type { ScanResult } from '../scan/scan-result.ts';
import type { SourceFile } from '../scan/source-file.ts';
import { UsageError } from '../scan/usage-error.ts';
import { interruption } from './interruption.ts';
import {
  effortOption,
  kindsOption,
  languageOption,
  rateOption,
  statisticOption,
  taskOption,
  thresholdOption,
  victimOption,
} from './option-types.ts';
import { progress } from './progress.ts';
import { judgesOf, type RecordFiles } from './records.ts';
import { screen } from './screen.ts';
import { sourceFiles } from './source-files.ts';
import { checkAudits, openModels, type Task, warnOfBackdoors } from './victims.ts';
import { checkOutput, writeReport } from './write-report.ts';

const FORMATS = ['terminal', 'json', 'sarif', 'markdown'] as const;

interface Flags extends RecordFiles {
  readonly diff?: string;
  readonly stdin?: true;
  readonly language?: Language;
  readonly victim?: readonly string[];
  readonly task?: Task;
  readonly format: (typeof FORMATS)[number];
  readonly output?: string;
  readonly falseAlarmRate: number;
  readonly statistic?: Statistic;
  readonly kinds: readonly ElementKind[];
  readonly threshold?: number;
  readonly effort: Effort;
  readonly infill: boolean;
  readonly audit: AuditRule;
}

/** `codepurify scan`: inspects the functions of files. */
export function scanCommand(): Command {
  return new Command('scan')
    .summary('find poisoned functions in files, a diff or the standard input')
    .description(
      'Asks of each function whether the verdict of a model rests on one single element of it, and offers the function without that element. Folders are walked as git knows them: what it ignores, hidden and vendored files are passed over.',
    )
    .argument('[paths...]', 'files and folders; the current folder where none is named')
    .option('--diff <base>', 'only functions that changed since HEAD left this branch or commit')
    .option('--stdin', 'read one source from the standard input; needs --language')
    .addOption(languageOption('of the standard input, or of named files whatever their names'))
    .addOption(victimOption())
    .addOption(taskOption())
    .option('--record <file>', 'write what the victim is asked, as hashes, and what it answers')
    .addOption(
      new Option('--replay <file>', 'answer from a record, without the model').conflicts([
        'victim',
        'task',
        'record',
      ]),
    )
    .addOption(new Option('--format <format>', 'of the report').choices(FORMATS).default('terminal'))
    .option('--output <file>', 'where to write the report')
    .addOption(rateOption(DEFAULT_OPTIONS.falseAlarmRate))
    .addOption(statisticOption())
    .addOption(kindsOption(DEFAULT_OPTIONS.kinds))
    .addOption(thresholdOption())
    .addOption(effortOption(DEFAULT_OPTIONS.effort))
    .option('--no-infill', 'offer no replacement that a language model wrote')
    .addOption(
      new Option(
        '--audit <rule>',
        'where the kept audit of a victim does not say that it is clean: refuse it, or warn',
      )
        .choices(AUDIT_RULES)
        .default('ignore'),
    )
    .addHelpText(
      'after',
      `
Exit codes: 0 nothing found, 1 poisoned functions, 2 wrong use or configuration,
3 something that was asked for could not be inspected.

Examples:
  $ codepurify scan src --victim defect-c
  $ codepurify scan --diff origin/main --format sarif --output found.sarif
  $ git show HEAD:parse.c | codepurify scan --stdin --language c`,
    )
    .action(run);
}

async function run(paths: readonly string[], flags: Flags): Promise<void> {
  const cwd = process.cwd();
  using stop = interruption();
  for (const path of [flags.output, flags.record]) await checkOutput(path);
  const { files, ...beforehand } = await sources(paths, flags, cwd, stop.signal);
  const languages = new Set(files.flatMap(({ language }) => language ?? []));
  await using models = await openModels({
    ...(flags.victim && { victims: flags.victim }),
    ...(flags.replay !== undefined && { victims: [] }),
    ...(flags.task && { task: flags.task }),
    languages,
    infill: flags.infill,
  });
  if (flags.victim === undefined) warnOfBackdoors(models.victims);
  checkAudits(models.victims, flags.audit, languages);
  const { victims, keep } = await judgesOf(models.victims, flags);

  const result = await inspected();
  await keep();
  await writeReport(rendered(result, flags), flags.output);
  process.exitCode = exitCode(result);

  async function inspected(): Promise<ScanResult> {
    using shown = progress(process.stderr);
    const { falseAlarmRate, statistic, kinds, threshold, effort } = flags;
    return scan(
      files,
      {
        victims,
        ...(models.infill && { infill: models.infill }),
        defense: {
          falseAlarmRate,
          kinds,
          effort,
          ...(statistic && { statistic }),
          ...(threshold !== undefined && { threshold }),
        },
        signal: stop.signal,
        onProgress: ({ stage, done, total }) =>
          shown.tell(stage === 'reading' ? 'files read' : 'functions inspected', done, total),
      },
      beforehand,
    );
  }
}

async function sources(
  paths: readonly string[],
  { stdin, diff, language }: Flags,
  cwd: string,
  signal: AbortSignal,
): Promise<Beforehand & { readonly files: readonly SourceFile[] }> {
  if (stdin) {
    if (paths.length > 0 || diff !== undefined) {
      throw new UsageError('--stdin reads the standard input alone: leave paths and --diff out.');
    }
    if (language === undefined) throw new UsageError('--stdin does not tell its language: add --language.');
    const read = () => readStream(process.stdin);
    return { files: [{ file: 'stdin', language, named: true, read }], passedOver: [], problems: [] };
  }
  const listing =
    diff === undefined
      ? { ...(await listFiles(paths.length > 0 ? paths : ['.'], cwd, signal)), changes: undefined }
      : await diffFiles(diff, paths, cwd, signal);
  const files = sourceFiles(listing.files, { named: paths, cwd, ...(language && { language }) });
  const changed = files.map((file, at): SourceFile => {
    const change = listing.changes?.get(listing.files[at] ?? '');
    return change ? { ...file, change } : file;
  });
  return { files: changed, passedOver: listing.passedOver, problems: listing.problems };
}

function rendered(result: ScanResult, { format, output }: Flags): string {
  switch (format) {
    case 'json':
      return json(result);
    case 'sarif':
      return sarif(result);
    case 'markdown':
      return markdown(result);
    case 'terminal':
      return terminal(result, output === undefined ? screen() : { width: 100, colour: false });
  }
}
