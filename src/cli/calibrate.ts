import { Command } from 'commander';
import type { ElementKind } from '../code/element.ts';
import type { Language } from '../code/language.ts';
import { calibrate } from '../defense/calibrate.ts';
import { DEFAULT_OPTIONS, optionsFor } from '../defense/defaults.ts';
import { interval } from '../defense/interval.ts';
import type { Statistic } from '../defense/options.ts';
import type { Pair } from '../defense/over-subjects.ts';
import { yardstickOf } from '../defense/yardstick.ts';
import { loadGrammar } from '../load-grammar.ts';
import type { Calibration } from '../model/card.ts';
import { checkChangeable } from '../model/change-card.ts';
import { modelFolder, openVictim } from '../model/open-model.ts';
import { saveCalibration } from '../model/save-calibration.ts';
import { functionsOfFiles } from '../scan/functions-of-files.ts';
import { visible } from '../scan/report/visible.ts';
import { number, percent } from '../scan/report/words.ts';
import { UsageError } from '../scan/usage-error.ts';
import { cleanSamples, subjectsOf } from './clean-samples.ts';
import { interruption } from './interruption.ts';
import { kindsOption, languageOption, statisticOption } from './option-types.ts';
import { progress } from './progress.ts';

interface Flags {
  readonly victim: string;
  readonly clean: readonly string[];
  readonly functions?: string;
  /** False with `--no-references`. */
  readonly references?: readonly string[] | false;
  readonly language?: Language;
  readonly statistic?: Statistic;
  readonly kinds: readonly ElementKind[];
}

/** `codepurify calibrate`: measures clean functions, by which later ones are judged. */
export function calibrateCommand(): Command {
  return new Command('calibrate')
    .summary("measure clean functions, by which a victim's verdicts are judged")
    .description(
      'Measures how suspicious clean functions look to a victim and keeps that in codepurify.json of its folder, so that a verdict can say how rare it is. The functions must be clean and like those that will be scanned; 500 to 2,000 do, and 99 are the least for a false-alarm rate of 0.01. Up to 16 short functions are kept there as they stand: what looks like a trigger is planted into them to see whether it works there too.',
    )
    .requiredOption('--victim <name>', 'built-in model, or folder of your own as ./DIR')
    .requiredOption(
      '--clean <paths...>',
      'source files and folders, or JSON Lines with "func" (or "code") and "target", "buggy" and "fixed", or pairs',
    )
    .option('--functions <file>', 'rows with "id" and "func", for pairs of ids')
    .option(
      '--references <paths...>',
      'source files and folders with functions into which suspicious elements are planted to confirm them; by default some of the clean ones',
    )
    .option('--no-references', 'keep no text of any function, and confirm nothing')
    .addOption(languageOption('of the functions in JSON Lines'))
    .addOption(statisticOption())
    .addOption(kindsOption(DEFAULT_OPTIONS.kinds))
    .addHelpText(
      'after',
      `
Examples:
  $ codepurify calibrate --victim ./my-model --clean src lib
  $ codepurify calibrate --victim ./my-model --clean valid.jsonl --language c`,
    )
    .action(run);
}

async function run({
  victim: name,
  clean,
  functions,
  references,
  language: spoken,
  statistic,
  kinds,
}: Flags): Promise<void> {
  using stop = interruption();
  const folder = await modelFolder(name);
  await checkChangeable(folder);
  await using closing = new AsyncDisposableStack();
  const victim = await openVictim(name);
  closing.defer(() => victim.close());
  const { card } = victim;
  const options = optionsFor(card, { kinds, ...(statistic && { statistic }) });
  const reading = {
    cwd: process.cwd(),
    signal: stop.signal,
    onProblem: (file: string, message: string) => {
      process.stderr.write(visible(`left out  ${file}: ${message}\n`));
      process.exitCode = 3;
    },
  };
  const found = await cleanSamples(card, { paths: clean, functions, language: spoken, ...reading });
  const hosts = Array.isArray(references)
    ? await functionsOfFiles(card.languages, { paths: references, ...reading })
    : undefined;
  if ([...found.values()].every(({ length }) => length === 0))
    throw new UsageError(`There are no functions in a language that ${card.name} reads.`);
  for (const [language, samples] of found) {
    const subjects = subjectsOf(samples);
    const calibration = await measured(language, subjects);
    const yardstick = yardstickOf({ ...card, calibrations: [calibration] }, language, options);
    const what = `${card.name}, ${language}: ${calibration.scores.length} scores of ${subjects.length} clean ${card.task === 'pair' ? 'pairs' : 'functions'}`;
    const tooFew = `${what}: too few for a false-alarm rate of ${options.falseAlarmRate}, calibrate with more`;
    if (yardstick.kind !== 'calibrated' && yardstickOf(card, language, options).kind === 'calibrated')
      throw new UsageError(`${tooFew}. The calibration that ${card.name} has stays as it was.`);
    await saveCalibration(folder, calibration);
    process.stdout.write(
      yardstick.kind === 'calibrated'
        ? `${what}; ${options.statistic} ${options.statistic === 'entropy' ? 'below' : 'above'} ${number(yardstick.threshold)} is poisoned at a false-alarm rate of ${options.falseAlarmRate} (${surely(calibration.scores, yardstick.threshold)})\n`
        : `${tooFew}\n`,
    );
    process.stdout.write(`${confirming(calibration)}\n`);
  }

  async function measured(language: Language, subjects: readonly (string | Pair)[]) {
    using shown = progress(process.stderr);
    const what = `${language} ${card.task === 'pair' ? 'pairs' : 'functions'}`;
    return calibrate(
      telling(subjects, (done) => shown.tell(`${what} measured`, done, subjects.length)),
      { victim, grammar: await loadGrammar(language), options, signal: stop.signal },
      references === undefined ? undefined : (hosts?.get(language) ?? []),
      (done, total) => shown.tell(`suspicious ${what}, their triggers planted elsewhere`, done, total),
    );
  }
}

function confirming({ language, references = [] }: Calibration): string {
  return references.length === 0
    ? `${language}: no functions to plant into, so nothing is confirmed: at least 4 short ones are needed, of which a classifier says something else than what an attacker wants`
    : `${language}: what looks like a trigger is planted into ${references.length} functions to confirm it; their text is kept in codepurify.json`;
}

/** Of clean functions like these, how many lie beyond a threshold; scores are ascending by how suspicious they are. */
function surely(scores: readonly number[], threshold: number): string {
  const beyond = scores.length - 1 - scores.lastIndexOf(threshold);
  const [low, high] = interval(beyond, scores.length);
  return `95% interval ${percent(low)} to ${percent(high)}`;
}

/** The same, telling how many were taken. */
function* telling(
  subjects: readonly (string | Pair)[],
  tell: (done: number) => void,
): Iterable<string | Pair> {
  for (const [done, subject] of subjects.entries()) {
    tell(done);
    yield subject;
  }
}
