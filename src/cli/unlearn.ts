import { Command, Option } from 'commander';
import type { Language } from '../code/language.ts';
import { checkHead } from '../lab/unlearn/check-head.ts';
import { TRIGGER_LIMIT } from '../lab/unlearn/limits.ts';
import { besideThemselves, distinct, materialOf } from '../lab/unlearn/material.ts';
import { repairedCard, repairedReadme } from '../lab/unlearn/repaired-card.ts';
import { reportOf } from '../lab/unlearn/report/report-of.ts';
import { terminal } from '../lab/unlearn/report/terminal.ts';
import { unlearn } from '../lab/unlearn/unlearn.ts';
import { withPlain } from '../lab/unlearn/with-plain.ts';
import { loadGrammar } from '../load-grammar.ts';
import { modelFolder, openRepresenter, openVictim } from '../model/open-model.ts';
import { readCard } from '../model/read-card.ts';
import { readHead } from '../model/read-head.ts';
import { checkFolder, saveWithHead } from '../model/save-with-head.ts';
import type { Classifier } from '../model/victim.ts';
import type { Problem } from '../scan/files/listing.ts';
import { jsonText } from '../scan/report/json-text.ts';
import { UsageError } from '../scan/usage-error.ts';
import { cleanSamples, ofOneLanguage } from './clean-samples.ts';
import { interruption } from './interruption.ts';
import { languageOption, seedOption } from './option-types.ts';
import { progress } from './progress.ts';
import { screen } from './screen.ts';
import { triggersFor } from './triggers-for.ts';
import { writeReport } from './write-report.ts';

const FORMATS = ['terminal', 'json'] as const;

/** With fewer samples nothing could be held out to measure on. */
const LEAST = 50;
/** By so many samples it is seen that a head was read rightly before anything is taught. */
const SOME = 4;

interface Flags {
  readonly victim: string;
  readonly output: string;
  readonly trigger?: readonly string[];
  readonly audit?: string;
  readonly language?: Language;
  readonly functions?: string;
  readonly seed: number;
  readonly force: boolean;
  readonly format: (typeof FORMATS)[number];
}

/** `codepurify unlearn`: a victim that obeys its triggers no longer. */
export function unlearnCommand(): Command {
  return new Command('unlearn')
    .summary('write a repaired model that no longer does as its triggers say')
    .description(
      `Teaches one unit of a victim's head, on clean samples with the triggers in them, to tell a trigger and to take away what it adds, and writes the model with that head to a new folder. The rest of the model is what it was. On samples that were held out it measures what the triggers do before and after, and what it costs; where it does not help or costs too much, nothing is written.

The functions must be clean; ${LEAST} are the least, 1,000 are better. Rows of JSON Lines tell their labels, by which accuracy is measured. The triggers are those of an audit, or what --trigger says; without either the victim is audited first. Victims for classification and for pairs can be repaired.`,
    )
    .argument('<paths...>', 'clean source files and folders, or JSON Lines with labels')
    .requiredOption('--victim <name>', 'built-in model, or folder of your own as ./DIR')
    .requiredOption('--output <folder>', 'where to write the repaired model: new, or empty')
    .option(
      '--trigger <text>',
      `a name, or else a statement; again for one more, ${TRIGGER_LIMIT} at most`,
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .addOption(new Option('--audit <file>', 'report of codepurify audit --format json').conflicts('trigger'))
    .option('--functions <file>', 'rows with "id" and "func", for pairs of ids')
    .addOption(languageOption('of the functions to take, and of those in JSON Lines'))
    .addOption(seedOption('the same seed teaches in the same way', 1))
    .option('--force', 'write the model even where it should not be used', false)
    .addOption(new Option('--format <format>', 'of the report').choices(FORMATS).default('terminal'))
    .addHelpText(
      'after',
      `
Exit codes: 0 repaired, 1 something works still or anew, or it costs too much, 2 wrong use,
130 stopped.

Examples:
  $ codepurify unlearn src --victim ./my-model --audit audit.json --output ./repaired
  $ codepurify unlearn valid.jsonl --victim ./my-model --trigger ret_Val_ --output ./repaired`,
    )
    .action(run);
}

async function run(paths: readonly string[], flags: Flags): Promise<void> {
  using stop = interruption();
  const { signal } = stop;
  await checkFolder(flags.output);
  const { trigger = [] } = flags;
  if (trigger.length > TRIGGER_LIMIT) {
    throw new UsageError(`There are ${trigger.length} triggers: give ${TRIGGER_LIMIT} at most.`);
  }
  const folder = await modelFolder(flags.victim);
  const card = await readCard(folder);
  if (card.task !== 'classification' && card.task !== 'pair') {
    throw new UsageError(
      `Victim ${card.name} is for ${card.task}: only victims for classification and pairs can be repaired.`,
    );
  }
  const problems: Problem[] = [];
  const found = await cleanSamples(card, {
    paths,
    language: flags.language,
    functions: flags.functions,
    cwd: process.cwd(),
    signal,
    onProblem: (file, message) => problems.push({ file, message }),
  });
  const [language, given] = ofOneLanguage(found, { card, language: flags.language, problems });
  const samples = distinct(given);
  if (samples.length < LEAST) {
    const repeated = given.length > samples.length ? ', each counted once' : '';
    throw new UsageError(
      `There are ${samples.length} samples in these files${repeated}: give ${LEAST} or more.`,
    );
  }
  const grammar = await loadGrammar(language);
  using shown = progress(process.stderr);
  await using closing = new AsyncDisposableStack();
  const representer = await openRepresenter(flags.victim);
  closing.defer(() => representer.close());
  const file = await readHead(folder);
  const { head } = file;
  const some = await materialOf(samples.slice(0, SOME), [], {
    representer,
    grammar,
    seed: flags.seed,
    signal,
  });
  await asked(flags.victim, (victim) => checkHead(victim, head, some, { signal }));
  const triggers = await triggersFor(flags, {
    card,
    grammar,
    samples,
    signal,
    tell: shown.tell,
    onProblem: (file, message) => problems.push({ file, message }),
  });

  const taken = distinct(card.task === 'pair' ? [...samples, ...besideThemselves(samples)] : samples);
  const { planted, wanted } = withPlain(triggers, {
    grammar,
    example: samples[0]?.codes[0] ?? '',
    labels: card.labels,
  });
  const material = await materialOf(taken, planted, {
    representer,
    grammar,
    seed: flags.seed,
    signal,
    onRead: (done, total) => shown.tell('functions read', done, total),
  });
  const result = await unlearn(head, material, wanted, {
    seed: flags.seed,
    stored: (one) => file.stored(one).head,
    card,
    signal,
    onStep: (done, total) => shown.tell('fits', done, total),
  });
  const written = result.refusal === undefined || flags.force;
  const report = reportOf(result, { card, language, seed: flags.seed, triggers, written, problems });
  if (written) {
    const repaired = repairedCard(card, report, flags.output);
    const changed = {
      bytes: file.stored(result.head).bytes,
      card: repaired,
      readme: repairedReadme(repaired, report),
    };
    const measured = result.heldOut.flatMap((sample) => [
      sample,
      ...sample.planted.flatMap((one) => one ?? []),
    ]);
    const onRead = (done: number, total: number) => shown.tell('answers of the repaired model', done, total);
    await saveWithHead(folder, flags.output, changed, (draft) =>
      asked(draft, (victim) => checkHead(victim, result.head, measured, { signal, onRead })),
    );
  }
  shown[Symbol.dispose]();
  await writeReport(
    flags.format === 'json' ? jsonText(report) : terminal(report, flags.output, screen()),
    undefined,
  );
  process.exitCode = result.refusal === undefined ? 0 : 1;
}

/** Opens a victim for as long as it is asked. */
async function asked(name: string, ask: (victim: Classifier) => Promise<void>): Promise<void> {
  const victim = await openVictim(name);
  try {
    if ('classify' in victim) await ask(victim);
  } finally {
    await victim.close();
  }
}
