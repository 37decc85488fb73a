import { Argument, Command, Option } from 'commander';
import { ROLES, type Role } from '../github/serve/environment.ts';
import { visible } from '../scan/report/visible.ts';
import type { Found } from './checks/found.ts';
import { interruption } from './interruption.ts';
import { modelsOption } from './models-option.ts';
import { writeReport } from './write-report.ts';

const PURPOSES = ['scan', 'review', 'serve'] as const;
type Purpose = (typeof PURPOSES)[number];

/** `codepurify doctor`: what is missing, and how to mend it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('say what is missing and how to mend it')
    .description(
      'Looks at all that scan, review or serve need here: Node, models, calibrations, the environment, the database, GitHub and what the App may do there. Nothing is changed. Exit codes: 0 all is there, 1 something is missing.',
    )
    .addArgument(
      new Argument(
        '[purpose]',
        'scan alone, and what the environment is set up for, where none is named',
      ).choices(PURPOSES),
    )
    .addOption(new Option('--role <role>', 'of serve').choices(ROLES).default('all'))
    .option('--data <folder>', 'of serve', '.codepurify/queue')
    .addOption(modelsOption())
    .addHelpText('after', '\nExample:\n  $ codepurify doctor serve --role worker')
    .action(run);
}

interface Flags {
  readonly role: Role;
  readonly data: string;
  readonly models?: string;
}

async function run(named: Purpose | undefined, flags: Flags): Promise<void> {
  using stop = interruption();
  let bad = false;
  for (const purpose of named === undefined ? evident(process.env) : [named]) {
    const found = await look(purpose, flags, stop.signal);
    bad ||= found.some(({ level }) => level === 'missing');
    const rows = found.map(({ level, message }) => `  ${level.padEnd(7)}  ${visible(message)}`);
    await writeReport(`${purpose}\n${rows.join('\n')}\n`, undefined);
  }
  process.exitCode = bad ? 1 : 0;
}

/** Who has set a token wants to review, and who has set the App's secret wants to serve. */
function evident(variables: NodeJS.ProcessEnv): Purpose[] {
  const has = (...names: readonly string[]) => names.some((name) => variables[name]?.trim());
  return [
    'scan',
    ...(has('GITHUB_TOKEN', 'GH_TOKEN') ? (['review'] as const) : []),
    ...(has('APP_ID', 'WEBHOOK_SECRET', 'DATABASE_URL') ? (['serve'] as const) : []),
  ];
}

/** Loaded only where it is asked for: a machine that scans need not have what the App needs. */
async function look(purpose: Purpose, { role, data, models }: Flags, signal: AbortSignal): Promise<Found[]> {
  switch (purpose) {
    case 'scan':
      return (await import('./checks/scan-checks.ts')).scanChecks(models);
    case 'review':
      return (await import('./checks/review-checks.ts')).reviewChecks(process.env, signal);
    case 'serve':
      return (await import('./checks/serve-checks.ts')).serveChecks(
        process.env,
        { role, folder: data },
        signal,
      );
  }
}
