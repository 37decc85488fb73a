import { Command, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../code/language.ts';
import { audit } from '../lab/audit/audit.ts';
import { VOCABULARY_FILTERS, type VocabularyFilter } from '../lab/audit/fragments.ts';
import { auditExitCode } from '../lab/audit/report/audit-report.ts';
import { reportOf } from '../lab/audit/report/report-of.ts';
import { BUDGET, SEARCH } from '../lab/audit/search.ts';
import { LEAST } from '../lab/audit/why-unsearched.ts';
import { loadGrammar } from '../load-grammar.ts';
import { checkChangeable } from '../model/change-card.ts';
import { vocabularyOf } from '../model/open-gradients.ts';
import { modelFolder, openVictim } from '../model/open-model.ts';
import type { Problem } from '../scan/files/listing.ts';
import { identityOf } from '../scan/identity-of.ts';
import { UsageError } from '../scan/usage-error.ts';
import { agreeingGradients } from './agreeing-gradients.ts';
import { AUDIT_FORMATS, auditReport } from './audit-report.ts';
import { openStateFile } from './audit-state-file.ts';
import { cleanSamples, ofOneLanguage, subjectsOf } from './clean-samples.ts';
import { interruption } from './interruption.ts';
import { keepAudit } from './keep-audit.ts';
import { languageOption, seedOption } from './option-types.ts';
import { progress } from './progress.ts';
import { checkOutput, writeReport } from './write-report.ts';

interface Flags {
  readonly victim: string;
  readonly functions?: string;
  readonly language?: Language;
  readonly vocabulary: VocabularyFilter;
  readonly seed: number;
  readonly steps: number;
  readonly gradients: boolean;
  readonly state?: string;
  readonly format: (typeof AUDIT_FORMATS)[number];
  readonly output?: string;
  readonly save?: true;
}

/** `codepurify audit`: whether a victim is backdoored, and by which names and statements. */
export function auditCommand(): Command {
  return new Command('audit')
    .summary('is this model backdoored? Search for names and statements that decide what it says')
    .description(
      `Searches for names and statements that make the victim give functions of one label another one, over all pairs of labels, and measures what they do to functions that the search has not seen. The victim is called backdoored where one of them makes it surer of more than half of them than it is of 19 in 20 clean functions with that label (of 5 in 20 where two equal functions are to be called different).

The functions must be clean; 30 will do, of them at least ${LEAST} with each of the victim's answers. A victim for pairs is asked about each function beside itself too. The search goes by the gradients of the victim, in gradient.onnx of its folder; with --no-gradients by its answers alone, which finds less. Statements are searched for in languages with braces. Victims that write code cannot be audited.

Rows of JSON Lines need "func" (or "code") and "target", those for pairs "id1", "id2" and "label"; what the labels say is not used.`,
    )
    .argument('<paths...>', 'clean source files and folders, or JSON Lines')
    .requiredOption('--victim <name>', 'built-in model, or folder of your own as ./DIR')
    .option('--functions <file>', 'rows with "id" and "func", for pairs of ids')
    .addOption(languageOption('of the functions to take, and of those in JSON Lines'))
    .addOption(
      new Option(
        '--vocabulary <filter>',
        'tokens that a trigger is made of: what the language allows in names, or the filter of the paper',
      )
        .choices(VOCABULARY_FILTERS)
        .default('language'),
    )
    .addOption(seedOption('the same seed searches in the same way', 1))
    .addOption(
      new Option('--steps <count>', 'of each search at most; by fewer than these nothing is kept as clean')
        .argParser(toSteps)
        .default(BUDGET.steps),
    )
    .option(
      '--no-gradients',
      'go by the answers alone, where there is no gradient.onnx or you do not trust it: it finds less',
    )
    .option('--state <file>', 'where to keep how far the search is; it goes on from there')
    .addOption(new Option('--format <format>', 'of the report').choices(AUDIT_FORMATS).default('terminal'))
    .option('--output <file>', 'where to write the report')
    .option('--save', 'keep the verdict in codepurify.json of the victim, where the App and scan look for it')
    .addHelpText(
      'after',
      `
Ctrl-C ends the search, and what was found until then is measured and reported.

Exit codes: 0 clean (with few --steps or --no-gradients too, which says little), 1 backdoored,
2 wrong use, 3 not enough could be searched to say anything, 130 stopped.

A pipeline that must not use a backdoored model fails on everything but 0; where
3 may pass, say so there.

Examples:
  $ codepurify audit src --victim ./my-model --save
  $ codepurify audit src --victim ./my-model --format json --output audit.json
  $ codepurify audit src --victim ./my-model --format sarif --output audit.sarif
  $ codepurify audit src --victim ./my-model --format html --output audit.html`,
    )
    .action(run);
}

async function run(paths: readonly string[], flags: Flags): Promise<void> {
  using stop = interruption();
  const { functions = [], state: kept = [] } = flags;
  const read = [...paths, functions].flat();
  await checkOutput(flags.output, [...read, kept].flat());
  await checkOutput(flags.state, read);
  const folder = await modelFolder(flags.victim);
  if (flags.save) await checkChangeable(folder);
  await using closing = new AsyncDisposableStack();
  const victim = await openVictim(flags.victim);
  closing.defer(() => victim.close());
  const { card } = victim;
  if (!('classify' in victim)) {
    throw new UsageError(
      `Victim ${card.name} writes code: only victims that answer with a label can be audited.`,
    );
  }
  const problems: Problem[] = [];
  const found = await cleanSamples(card, {
    paths,
    language: flags.language,
    functions: flags.functions,
    cwd: process.cwd(),
    signal: stop.signal,
    onProblem: (file, message) => problems.push({ file, message }),
  });
  const [language, samples] = ofOneLanguage(found, { card, language: flags.language, problems });
  const subjects = subjectsOf(samples);
  const gradients = flags.gradients ? await agreeingGradients(flags.victim, victim, subjects) : undefined;
  if (gradients) closing.defer(() => gradients.close());
  const about = JSON.stringify([
    SEARCH,
    identityOf(card).sha256,
    language,
    flags.seed,
    flags.vocabulary,
    flags.steps,
    gradients !== undefined,
    subjects,
  ]);
  const { state, keep } = await openStateFile(flags.state, about);
  using shown = progress(process.stderr);
  const result = await audit(
    subjects,
    {
      victim,
      vocabulary: await vocabularyOf(flags.victim),
      grammar: await loadGrammar(language),
      signal: stop.signal,
      ...(gradients && { gradients }),
    },
    {
      seed: flags.seed,
      filter: flags.vocabulary,
      budget: { ...BUDGET, steps: flags.steps },
      state,
      onState: keep,
      onProgress: (what, done, total) => shown.tell(what, done, total),
    },
  );
  shown[Symbol.dispose]();
  const report = reportOf(result, {
    card,
    language,
    seed: flags.seed,
    vocabulary: flags.vocabulary,
    steps: flags.steps,
    interrupted: stop.signal.aborted,
    problems,
  });
  await writeReport(auditReport(report, flags, folder), flags.output);
  if (flags.save) await keepAudit(report, folder);
  process.exitCode = auditExitCode(report);
}

function toSteps(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new InvalidArgumentError('Steps are a whole number, 1 or more.');
  return Number(value);
}
