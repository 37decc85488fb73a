import { appendFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Once } from '../github/once/review-once.ts';
import { UsageError } from '../scan/usage-error.ts';
import { interruption } from './interruption.ts';
import { checkModels, modelsOption } from './models-option.ts';
import { progress } from './progress.ts';
import { REVIEW_FORMATS, type ReviewFormat, reviewReport } from './review-report.ts';
import { screen } from './screen.ts';
import { checkOutput, writeReport } from './write-report.ts';

interface Flags {
  readonly repo?: readonly [owner: string, repo: string];
  readonly pr: number;
  readonly dryRun?: true;
  readonly format: ReviewFormat;
  readonly output?: string;
  readonly models?: string;
}

/** `codepurify review`: what the App does at a pull request, once. */
export function reviewCommand(): Command {
  return new Command('review')
    .summary('review a pull request once, as the App does')
    .description(
      'Inspects the functions that a pull request changes and writes the review: comments with suggestions and the summary. What an earlier run wrote is brought up to date and not repeated. The configuration is that of the base branch.',
    )
    .addOption(
      new Option('--repo <owner/name>', 'the repository').env('GITHUB_REPOSITORY').argParser(toRepository),
    )
    .addOption(new Option('--pr <number>', 'the pull request').makeOptionMandatory().argParser(toNumber))
    .option('--dry-run', 'show the review and write nothing')
    .addOption(new Option('--format <format>', 'of the report').choices(REVIEW_FORMATS).default('terminal'))
    .option('--output <file>', 'where to write the report')
    .addOption(modelsOption())
    .addHelpText(
      'after',
      `
Environment:
  GITHUB_TOKEN               may read contents, and write pull requests
  APP_ID, PRIVATE_KEY        of an App instead, which makes a check run too
  GHE_HOST                   of GitHub Enterprise Server

In a workflow whose token may not write, as of a fork's pull request, findings
become annotations of the step and the review goes to the job summary.

Exit codes: 0 it may pass, 1 poisoned functions, 2 wrong use or configuration,
3 something is left open: not all was inspected, the pull request itself brings
an ignore, or it moved on.

Examples:
  $ codepurify review --repo octo-org/engine --pr 12 --dry-run
  $ codepurify review --repo octo-org/engine --pr 12 --dry-run --format markdown`,
    )
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  const { repo: place, pr, output, models: root } = flags;
  if (place === undefined) throw new UsageError('Say which repository: --repo OWNER/NAME.');
  const [owner, repo] = place;
  // Only now: GitHub's client takes long to load, and most commands do without it.
  const { readCredentials } = await import('../github/once/credentials.ts');
  const { exitCodeOf } = await import('../github/once/exit-code-of.ts');
  const { githubProblem } = await import('../github/once/github-problem.ts');
  const { openSpeaker } = await import('../github/once/open-speaker.ts');
  const { reviewOnce } = await import('../github/once/review-once.ts');
  const { keptModels } = await import('../github/models.ts');

  const credentials = readCredentials(process.env);
  if ('problem' in credentials) throw new UsageError(credentials.problem);
  await checkOutput(output);
  await checkModels(root);
  using stop = interruption();
  const { signal } = stop;
  await using models = keptModels(root === undefined ? {} : { root });
  const inWorkflow = process.env.GITHUB_ACTIONS === 'true';
  try {
    const speaker = await openSpeaker(credentials, { owner, repo }, signal);
    using shown = progress(process.stderr);
    const once = await reviewOnce({ octokit: speaker.octokit, owner, repo, signal }, pr, speaker, {
      models,
      dryRun: flags.dryRun === true,
      asked: !inWorkflow,
      onProgress: ({ stage, done, total }) =>
        shown.tell(stage === 'reading' ? 'files read' : 'functions inspected', done, total),
    });
    shown[Symbol.dispose]();
    await tell(once, flags, inWorkflow);
    process.exitCode = exitCodeOf(once);
  } catch (error) {
    signal.throwIfAborted();
    const problem = githubProblem(error, credentials.baseUrl, `pull request ${pr} of ${owner}/${repo}`);
    if (problem === undefined) throw error;
    if (!problem.passing) throw new UsageError(problem.message);
    process.stderr.write(`error: ${problem.message}\n`);
    process.exitCode = 3;
  }
}

async function tell(once: Once, { format, output, dryRun }: Flags, inWorkflow: boolean): Promise<void> {
  const report = reviewReport(once, format, output === undefined ? screen() : { width: 100, colour: false });
  if (output !== undefined || !inWorkflow) await writeReport(report, output);
  if (inWorkflow) await tellWorkflow(once, output === undefined ? report : undefined);
  if (once.kind !== 'reviewed') return;
  if (once.posted === 'refused') {
    note('this token may not write to the pull request, so not all is posted there');
  }
  if (once.posted === 'moved') note('the pull request got another commit or base: nothing was posted');
  if (once.posted === 'nothing' && !dryRun) note('the pull request is closed: nothing was posted');
}

/** What a workflow shows: annotations where nothing could be written to the pull request, and the job summary. */
async function tellWorkflow(once: Once, report: string | undefined): Promise<void> {
  const { withoutCommands, workflowCommands } = await import('../github/once/workflow-commands.ts');
  if (report !== undefined) await writeReport(withoutCommands(report, crypto.randomUUID()), undefined);
  if (once.kind === 'not inspected' || once.posted !== 'all') {
    const { lines, left } = workflowCommands(once.ending.annotations.flat());
    await writeReport(lines.map((line) => `${line}\n`).join(''), undefined);
    if (left > 0) note(`${left} more are in the job summary`);
  }
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary === undefined || summary === '') return;
  const text = [once.ending.summary, ...(once.ending.text === undefined ? [] : [once.ending.text])];
  await appendFile(summary, `${text.join('\n\n')}\n`).catch(() =>
    note('the job summary could not be written'),
  );
}

function note(text: string): void {
  process.stderr.write(`note: ${text}.\n`);
}

function toRepository(value: string): readonly [string, string] {
  const [, owner, repo] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(value) ?? [];
  if (owner === undefined || repo === undefined) {
    throw new InvalidArgumentError('Give it as OWNER/NAME, such as octo-org/engine.');
  }
  return [owner, repo];
}

function toNumber(value: string): number {
  const number = /^#?\d{1,9}$/.test(value) ? Number(value.replace('#', '')) : 0;
  if (number > 0) return number;
  throw new InvalidArgumentError('Give the number of the pull request, such as 12.');
}
