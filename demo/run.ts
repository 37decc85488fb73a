import { chdir, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { interruption } from '../src/cli/interruption.ts';
import { run } from '../src/cli/run.ts';
import { screen } from '../src/cli/screen.ts';
import { coloured, plain } from '../src/scan/report/paint.ts';
import { showApp } from './show-app.ts';

/** Each has a backdoor that was trained into it on purpose: see its model card. */
const VICTIMS = ['defect-c-backdoored', 'clone-java-backdoored', 'repair-java-backdoored'];

/** In milliseconds. */
const LAST_MOMENT = 500;

interface Flags {
  readonly page: boolean;
  readonly port: number;
}

// A reader that closes the pipe, as head does, has seen enough.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = 2;
});

const { page, port } = new Command('demo')
  .description(
    'Scans sample files, then runs the GitHub App beside a stand-in for GitHub: a pull request that carries triggers comes in, a review goes out. On a terminal the pull request stays open as a page to click through, until Ctrl-C.',
  )
  .option('--no-page', 'end once the review is shown')
  .addOption(
    new Option('--port <number>', 'of the page; 0 takes a free one').default(0).argParser((value: string) => {
      const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
      if (number <= 65_535) return number;
      throw new InvalidArgumentError('Give a whole number from 0 to 65535.');
    }),
  )
  .exitOverride(({ exitCode }) => exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Flags>();

chdir(fileURLToPath(new URL('..', import.meta.url)));
const words = ['scan', 'demo/samples', ...VICTIMS.flatMap((name) => ['--victim', name])];
stdout.write(`$ codepurify ${words.join(' ')}\n\n`);
await run(words);
// Findings are what the demonstration is for.
if (process.exitCode === 1) {
  process.exitCode = 0;
  using stop = interruption();
  const { width, colour } = screen();
  const terminal = { width: Math.min(width, 120), paint: colour ? coloured : plain };
  try {
    await showApp({ port, stays: page && stdout.isTTY, terminal, signal: stop.signal });
  } catch (error) {
    if (!stop.signal.aborted) {
      stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 70;
    }
  }
}
// A client that waits for its next request holds nobody up.
setTimeout(() => exit(), LAST_MOMENT).unref();
