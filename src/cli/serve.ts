import { Command, InvalidArgumentError, Option } from 'commander';
import { ROLES, type Role, readEnvironment } from '../github/serve/environment.ts';
import type { Work } from '../github/serve/work.ts';
import { UsageError } from '../scan/usage-error.ts';
import { interruption } from './interruption.ts';
import { checkModels, modelsOption } from './models-option.ts';

/** In milliseconds. */
const LAST_MOMENT = 500;

interface Flags {
  readonly role: Role;
  readonly data: string;
  readonly models?: string;
  readonly concurrency: number;
  readonly drain: number;
}

/** `codepurify serve`: the GitHub App. `work` does its jobs; the reviews and commands of the App where none is named. */
export function serveCommand(work?: Work): Command {
  return new Command('serve')
    .summary('run the GitHub App')
    .description(
      'Takes deliveries of GitHub’s webhook and reviews pull requests. Jobs are kept in a folder, or in PostgreSQL where DATABASE_URL names one; then any number of processes share the work.',
    )
    .addOption(
      new Option('--role <role>', 'web takes deliveries, worker does jobs, all does both')
        .choices(ROLES)
        .default('all'),
    )
    .option('--data <folder>', 'where jobs are kept without DATABASE_URL', '.codepurify/queue')
    .addOption(modelsOption())
    .addOption(wholeNumber('--concurrency <number>', 'reviews at once in this process', 1, 1, 64))
    .addOption(
      wholeNumber('--drain <seconds>', 'how long jobs may go on once the process is to end', 25, 0, 3600),
    )
    .addHelpText(
      'after',
      `
Environment:
  APP_ID, PRIVATE_KEY        of the App; PRIVATE_KEY_PATH names a file instead
  WEBHOOK_SECRET             of its webhook; WEBHOOK_SECRET_PREVIOUS counts too
  HOST, PORT                 where to listen (localhost, 3000)
  DATABASE_URL               postgres://… for several processes
  GHE_HOST                   of GitHub Enterprise Server
  LOG_LEVEL                  info

It answers /api/github/webhooks, and, for whoever runs it, /healthz, /readyz and /metrics.

Example:
  $ codepurify serve --concurrency 2`,
    )
    .action((flags: Flags) => run(work, flags));
}

async function run(named: Work | undefined, flags: Flags): Promise<void> {
  const { role, data, models: root, concurrency, drain } = flags;
  const environment = readEnvironment(process.env, role);
  if (environment.kind === 'problems') throw new UsageError(environment.problems.join('\n'));
  const { settings } = environment;
  await checkModels(root);
  // Only now: queue and GitHub's client take long to load, and most commands do without them.
  const { answerRequest } = await import('../github/commands/answer-request.ts');
  const { keptModels } = await import('../github/models.ts');
  const { logger } = await import('../github/serve/logger.ts');
  const { serve } = await import('../github/serve/serve.ts');
  const { workOf } = await import('../github/work/work.ts');

  using stop = interruption();
  await using models = keptModels(root === undefined ? {} : { root });
  const work = named ?? workOf({ models, answer: answerRequest });
  const log = logger(settings.logLevel);
  const served = await serve({ settings, work, log, folder: data, concurrency });
  await aborted(stop.signal);
  log.info({}, 'stopping');
  await served.stop(drain * 1000);
  log.info({}, 'stopped');
  // A job that did not stop, or a client that waits for GitHub, holds nobody up.
  setTimeout(() => process.exit(), LAST_MOMENT).unref();
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}

function wholeNumber(flags: string, description: string, byDefault: number, least: number, most: number) {
  return new Option(flags, description).default(byDefault).argParser((value: string) => {
    const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  });
}
