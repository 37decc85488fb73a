import { Command, Option } from 'commander';
import type { ElementKind } from '../code/element.ts';
import type { Language } from '../code/language.ts';
import { DEFAULT_OPTIONS, optionsFor } from '../defense/defaults.ts';
import type { DefenseOptions, Effort, Statistic } from '../defense/options.ts';
import { ATTACK_NAMES, type AttackName } from '../lab/attack/attack.ts';
import { draw } from '../lab/redteam/draw.ts';
import { redTeam } from '../lab/redteam/red-team.ts';
import { redTeamExitCode } from '../lab/redteam/report/exit-code.ts';
import { reportOf } from '../lab/redteam/report/report-of.ts';
import { loadGrammar } from '../load-grammar.ts';
import { calibratedFor } from '../scan/calibrated-for.ts';
import { listFiles } from '../scan/files/list-files.ts';
import type { Problem } from '../scan/files/listing.ts';
import { readFunctions } from '../scan/read-functions.ts';
import type { SourceFile } from '../scan/source-file.ts';
import { UsageError } from '../scan/usage-error.ts';
import { chosenLanguage } from './chosen-language.ts';
import { interruption } from './interruption.ts';
import {
  attackOption,
  effortOption,
  kindsOption,
  languageOption,
  rateOption,
  seedOption,
  statisticOption,
  taskOption,
  thresholdOption,
  toCount,
} from './option-types.ts';
import { progress } from './progress.ts';
import { REPORT_FORMATS, type ReportFormat, redTeamReport } from './redteam-report.ts';
import { sourceFiles } from './source-files.ts';
import { openModels, type Task, warnOfBackdoors } from './victims.ts';
import { checkOutput, writeReport } from './write-report.ts';

/** Takes about two minutes on two cores. */
const LIMIT = 50;

interface Flags {
  readonly victim?: string;
  readonly task?: Task;
  readonly language?: Language;
  readonly attack?: readonly AttackName[];
  readonly limit: number;
  readonly seed: number;
  readonly format: ReportFormat;
  readonly output?: string;
  readonly falseAlarmRate: number;
  readonly statistic?: Statistic;
  readonly kinds: readonly ElementKind[];
  readonly threshold?: number;
  readonly effort: Effort;
  readonly infill: boolean;
}

/** `codepurify redteam`: known triggers in the user's own functions. */
export function redteamCommand(): Command {
  return new Command('redteam')
    .summary('put known triggers into your own functions: how many would be caught?')
    .description(
      `Puts the triggers of published attacks into functions of your own, asks the victim, and tells for each attack how many answers it turns into the goal label, and how many of those the defence catches, names and undoes; and how many functions it flags as they are. What something harmless in the trigger's place turns is told beside it. The functions should be clean. Nothing is written to them.

${LIMIT} functions are tried, in about two minutes on two cores (a generator takes longer); raise --limit for closer intervals.`,
    )
    .argument('[paths...]', 'files and folders; the current folder where none is named')
    .option('--victim <name>', 'built-in model, or folder of your own as ./DIR')
    .addOption(taskOption())
    .addOption(languageOption('of the functions to take, and of named files whatever their names'))
    .addOption(attackOption(ATTACK_NAMES, 'again for one more; all by default'))
    .addOption(
      new Option('--limit <count>', 'functions to try, drawn at random where there are more')
        .argParser(toCount)
        .default(LIMIT),
    )
    .addOption(seedOption('the same seed draws the same functions and texts', 1))
    .addOption(new Option('--format <format>', 'of the report').choices(REPORT_FORMATS).default('terminal'))
    .option('--output <file>', 'where to write the report')
    .addOption(rateOption(DEFAULT_OPTIONS.falseAlarmRate))
    .addOption(statisticOption())
    .addOption(kindsOption(DEFAULT_OPTIONS.kinds))
    .addOption(thresholdOption())
    .addOption(effortOption(DEFAULT_OPTIONS.effort))
    .option('--no-infill', 'offer no replacement that a language model wrote')
    .addHelpText(
      'after',
      `
Exit codes: 0 no trigger that moves the victim got past the defence, 1 one did, 2 wrong use,
3 something could not be read, or there are too few functions to tell what a trigger does.

Examples:
  $ codepurify redteam src --victim ./my-model
  $ codepurify redteam src --victim ./my-model --format html --output redteam.html`,
    )
    .action(run);
}

async function run(paths: readonly string[], flags: Flags): Promise<void> {
  const cwd = process.cwd();
  using stop = interruption();
  await checkOutput(flags.output, paths);
  const named = paths.length > 0 ? paths : ['.'];
  const listing = await listFiles(named, cwd, stop.signal);
  const files = sourceFiles(listing.files, {
    named,
    cwd,
    ...(flags.language && { language: flags.language }),
  });
  const present = new Set(files.flatMap((file) => file.language ?? []));
  const wanted = flags.victim === undefined ? new Set([chosenLanguage(present, flags.language)]) : present;
  await using models = await openModels({
    ...(flags.victim === undefined ? {} : { victims: [flags.victim] }),
    ...(flags.task && { task: flags.task }),
    languages: wanted,
    infill: flags.infill,
  });
  const [victim] = models.victims;
  if (victim === undefined) throw new UsageError('There is no victim.');
  if (flags.victim === undefined) warnOfBackdoors([victim]);
  const language = chosenLanguage(wanted, flags.language, victim.card);

  using shown = progress(process.stderr);
  const read = await readFunctions(
    files.filter((file) => isRead(file)),
    {
      victims: [victim],
      signal: stop.signal,
      onProgress: ({ done, total }) => shown.tell('files read', done, total),
    },
  );
  stop.signal.throwIfAborted();
  const problems = [...listing.problems, ...read.problems];
  const chosen = chosenIn(flags);
  if (read.functions.length === 0) throw new UsageError(noFunctions(language, problems));
  problems.push(...calibratedFor(read.functions, { victims: [victim], defense: chosen }));

  const defense = optionsFor(victim.card, chosen);
  const functions = draw(read.functions, flags.limit, flags.seed);
  const infill = models.infill?.card.languages.includes(language) ? models.infill : undefined;
  const result = await redTeam(
    functions.map(({ text }) => text),
    {
      victim,
      grammar: await loadGrammar(language),
      options: defense,
      signal: stop.signal,
      ...(infill && { infill }),
    },
    {
      ...(flags.attack && { attacks: flags.attack }),
      seed: flags.seed,
      onProgress: (done, total) => shown.tell('trials', done, total),
    },
  );
  shown[Symbol.dispose]();
  const others = files.filter((file) => !isRead(file)).map(() => 'another language');
  const report = reportOf(result, {
    card: victim.card,
    language,
    functions,
    found: read.functions.length,
    defense,
    infill: infill !== undefined,
    seed: flags.seed,
    passedOver: [...listing.passedOver, ...read.passedOver, ...others],
    problems,
  });
  await writeReport(redTeamReport(report, flags), flags.output);
  process.exitCode = redTeamExitCode(report);

  /** What the victim does not read is left to the reading, which says so. */
  function isRead({ language: spoken }: SourceFile): boolean {
    return spoken === undefined || spoken === language || !victim?.card.languages.includes(spoken);
  }
}

function chosenIn({ falseAlarmRate, statistic, kinds, threshold, effort }: Flags): Partial<DefenseOptions> {
  return {
    falseAlarmRate,
    ...(statistic && { statistic }),
    kinds,
    effort,
    ...(threshold !== undefined && { threshold }),
  };
}

function noFunctions(language: Language, [first]: readonly Problem[]): string {
  return first ? `${first.file}: ${first.message}` : `There are no functions of ${language} in these files.`;
}
