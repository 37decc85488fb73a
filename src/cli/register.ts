import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import type { Registered } from '../github/register/register-app.ts';
import { FileError } from '../jsonl/file-error.ts';
import { UsageError } from '../scan/usage-error.ts';
import { interruption } from './interruption.ts';
import { writeReport } from './write-report.ts';

const KEY_FILE = 'private-key.pem';
const ENV_FILE = '.env';

interface Flags {
  readonly url: string;
  readonly name: string;
  readonly organization?: string;
  readonly port: number;
}

/** `codepurify register`: an App of one's own at GitHub. */
export function registerCommand(): Command {
  return new Command('register')
    .summary('register the GitHub App with a click')
    .description(
      `Has GitHub make an App that asks for just what CodePurify needs, and writes its key to ${KEY_FILE} and its number and webhook secret to ${ENV_FILE}, which serve and doctor take from their environment. Files that are there already are left as they are.`,
    )
    .requiredOption('--url <address>', 'where serve can be reached from GitHub', toAddress)
    .option('--name <name>', 'of the App, which no other App may have', 'CodePurify')
    .option('--organization <name>', 'who owns it; whoever is logged in where it is left out')
    .option('--port <number>', 'of the page on this machine; any free one', toPort, 0)
    .addHelpText(
      'after',
      `
Environment:
  GHE_HOST   of GitHub Enterprise Server

Example:
  $ codepurify register --url https://codepurify.example.com --name "CodePurify of Octo"`,
    )
    .action(run);
}

async function run({ url, name, organization, port }: Flags): Promise<void> {
  const { addressOf } = await import('../github/address.ts');
  const { registerApp } = await import('../github/register/register-app.ts');
  for (const file of [KEY_FILE, ENV_FILE]) {
    if (existsSync(file)) throw new UsageError(`${file} is there already: move it, or run this elsewhere.`);
  }
  const github = addressOf(process.env);
  if ('problem' in github) throw new UsageError(github.problem);
  using stop = interruption();
  await registerApp({
    name,
    url,
    ...(organization !== undefined && { organization }),
    github,
    port,
    signal: stop.signal,
    onListening: (address) => process.stderr.write(`Open ${address} in a browser of this machine.\n`),
    keep: (registered) => write(registered, process.env),
  });
  await writeReport(
    `${KEY_FILE} and ${ENV_FILE} are written: keep both secret.
Install the App on repositories, then start it:
  $ set -a; . ./${ENV_FILE}; set +a
  $ codepurify serve
`,
    undefined,
  );
}

async function write(
  { id, pem, webhook_secret: secret }: Registered,
  { GHE_HOST: host, GHE_PROTOCOL: protocol }: NodeJS.ProcessEnv,
): Promise<void> {
  await writeSecret(KEY_FILE, pem);
  const lines = [
    `APP_ID=${id}`,
    `PRIVATE_KEY_PATH=${KEY_FILE}`,
    `WEBHOOK_SECRET=${secret}`,
    ...(host?.trim() ? [`GHE_HOST=${host.trim()}`] : []),
    ...(protocol === 'http' ? ['GHE_PROTOCOL=http'] : []),
  ];
  await writeSecret(ENV_FILE, `${lines.join('\n')}\n`);
}

/** For nobody but its owner to read. */
async function writeSecret(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new FileError(
      `${file} cannot be written: the App is registered, make a new key and secret in its settings.`,
      { cause: error },
    );
  }
}

function toAddress(value: string): string {
  const url = URL.parse(value);
  if (url?.protocol === 'https:' && url.search === '' && url.hash === '') return url.href.replace(/\/+$/, '');
  throw new InvalidArgumentError('Give an https address, such as https://codepurify.example.com.');
}

function toPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('Give a port, such as 3001.');
}
