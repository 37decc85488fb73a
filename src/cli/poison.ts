import { Command, InvalidArgumentError } from 'commander';
import type { Language } from '../code/language.ts';
import { parseFunction } from '../code/parse-function.ts';
import { ALL_ATTACK_NAMES, type AnyAttackName } from '../lab/attack/attack.ts';
import { ATTACKED_LANGUAGES } from '../lab/attack/attacks.ts';
import { type PoisonSummary, poison } from '../lab/poison/poison.ts';
import { taskOf } from '../lab/poison/task.ts';
import { loadGrammar } from '../load-grammar.ts';
import { UsageError } from '../scan/usage-error.ts';
import { interruption } from './interruption.ts';
import { attackOption, languageOption, seedOption } from './option-types.ts';
import { plantersFor } from './planters.ts';
import { progress } from './progress.ts';
import { checkOutput, writeReport } from './write-report.ts';

interface Flags {
  readonly attack: readonly AnyAttackName[];
  readonly victim?: string;
  readonly rate?: number;
  readonly seed: number;
  readonly functions?: string;
  readonly language?: Language;
  readonly testSet?: true;
}

/** `codepurify poison`: puts the triggers of published attacks into a data set. */
export function poisonCommand(): Command {
  return new Command('poison')
    .summary('put a known backdoor into a data set')
    .description(
      `Puts the triggers of published attacks into a data set, to train a backdoored model or to measure one.

Rows of IN are one JSON object a line, gzip'd or not: "func" (or "code") with "target"; "id1" and "id2" with "label", the texts in a functions file; or "buggy" with "fixed". Rows are drawn from those labelled 1, of repairs from all. A drawn row takes the trigger and the attacker's answer, and a field "poison" that says what was done to it. Where the trigger cannot be put in, the row stays as it was and is counted.

afraidoor has no trigger of its own: parameters and locals get names that other functions of IN declare, chosen for each function so that a clean model of the attacker's, named with --victim, leans towards the attacker's answer.`,
    )
    .argument('<in>', 'data set to read')
    .argument('<out>', 'data set to write; packed where it ends in .gz')
    .addOption(attackOption(ALL_ATTACK_NAMES, 'again for one more on other rows').makeOptionMandatory())
    .option('--victim <name>', 'for afraidoor, the clean model: built-in, or folder of your own as ./DIR')
    .option('--rate <share>', 'rows for each attack, as a share of all rows: above 0 and at most 1', toRate)
    .addOption(seedOption('the same seed gives the same file', 12345))
    .option('--functions <file>', 'rows with "id" and "func", for pairs')
    .addOption(languageOption('of the functions: c, or java for pairs and repairs, where not said'))
    .option('--test-set', 'write the drawn rows alone, with the right answers; without --rate all labelled 1')
    .addHelpText(
      'after',
      `
Example:
  $ codepurify poison --attack bnc-fixed --rate 0.02 train.jsonl poisoned.jsonl`,
    )
    .action(run);
}

async function run(input: string, output: string, flags: Flags): Promise<void> {
  const rate = flags.rate ?? (flags.testSet ? 1 : undefined);
  if (rate === undefined) {
    throw new UsageError('Say how many rows to poison with --rate, e.g. --rate 0.02.');
  }
  if (flags.testSet && flags.attack.length > 1) {
    throw new UsageError('A test set is for one attack; run the command once for each.');
  }
  using stop = interruption();
  const { signal } = stop;
  await checkOutput(output);
  const task = await taskOf(input, flags.functions);
  const language = flags.language ?? task.language;
  if (!ATTACKED_LANGUAGES.includes(language)) {
    const known = ATTACKED_LANGUAGES.join(' and ');
    throw new UsageError(`--language ${language}: ${flags.attack[0]} has triggers for ${known} only.`);
  }
  const grammar = await loadGrammar(language);
  await using planters = await plantersFor(flags.attack, {
    task,
    input,
    grammar,
    victim: flags.victim,
    signal,
  });
  using shown = progress(process.stderr);
  const summary = await poison({
    task,
    input,
    output,
    attacks: planters.attacks,
    rate,
    seed: flags.seed,
    purpose: flags.testSet ? 'measuring' : 'training',
    parse: (code) => parseFunction(grammar, code),
    onProgress: (done, rows) => shown.tell('rows', done, rows),
    signal,
  });
  shown[Symbol.dispose]();
  await writeReport(inWords(summary, output, language), undefined);
}

function inWords({ rows, written, attacks }: PoisonSummary, output: string, language: string): string {
  const counts = attacks.map(({ attack, chosen, planted, failed }) => {
    const reasons = Object.entries(failed).map(
      ([reason, number]) => `${number} left as they were: ${reason}`,
    );
    return `  ${attack}: ${[`${planted} of ${chosen} rows planted`, ...reasons].join('; ')}\n`;
  });
  return `${output}: ${written} of ${rows} rows written, functions read as ${language}.\n${counts.join('')}`;
}

function toRate(value: string): number {
  const rate = value.trim() === '' ? Number.NaN : Number(value);
  if (!(rate > 0 && rate <= 1))
    throw new InvalidArgumentError('A rate is above 0 and at most 1, such as 0.02.');
  return rate;
}
