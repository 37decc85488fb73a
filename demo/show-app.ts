import { once } from 'node:events';
import { stdout } from 'node:process';
import { oneLine } from '../src/scan/report/one-line.ts';
import { reviewLines, type Terminal } from './review-lines.ts';
import { type Demo, startDemo } from './start-demo.ts';
import { untilReviewed } from './until-reviewed.ts';

/** In milliseconds. */
const PATIENCE = 300_000;

export interface ShowOptions {
  readonly port: number;
  /** Whether the page stays until the signal. */
  readonly stays: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Shows what the App says of the sample repository's pull request. Throws where no review comes, and where the signal does. */
export async function showApp({ port, stays, terminal, signal }: ShowOptions): Promise<void> {
  const { paint, width } = terminal;
  const write = (line: string) => stdout.write(`${line}\n`);
  write(`\n${paint('dim', '$')} codepurify serve  ${paint('dim', '# beside a stand-in for GitHub')}\n`);
  await using demo = await startDemo({ port });
  signal.throwIfAborted();

  const opened = performance.now();
  const pull = await demo.openPullRequest();
  const { title, number, author } = pull.pull;
  const { owner, name } = demo.repository;
  write(`${paint('bold', `${title} #${number}`)}  ${paint('dim', `${author.login} in ${owner}/${name}`)}`);
  for (const { change, diff } of pull.files) {
    write(
      `  ${paint('green', `+${diff.additions}`.padStart(4))} ${paint('red', `−${diff.deletions}`.padStart(3))}  ${change.path}`,
    );
  }
  const check = await reviewed(demo, pull);
  const seconds = ((performance.now() - opened) / 1000).toFixed(1);
  for (const line of reviewLines(pull, check, terminal)) write(line);
  write(`\nThe review was there ${seconds} s after the pull request.`);

  const page = `${demo.standIn.url}/${owner}/${name}/pull/${number}`;
  if (!stays) return;
  write(`\nTo click through it: ${paint('underline', page)}\n${paint('dim', 'Ctrl-C ends it.')}`);
  if (!signal.aborted) await once(signal, 'abort');

  async function reviewed(demo: Demo, pull: Awaited<ReturnType<Demo['openPullRequest']>>) {
    const late = AbortSignal.timeout(PATIENCE);
    try {
      return await untilReviewed(pull, AbortSignal.any([signal, late]), (title) => {
        if (stdout.isTTY) stdout.write(`\r\u001b[K  ${oneLine(title, width - 2)}`);
      });
    } catch (error) {
      if (!late.aborted) throw error;
      throw new Error(
        `No review came within ${PATIENCE / 60_000} minutes. The App says:\n${demo.log.slice(-5).join('')}`,
      );
    } finally {
      if (stdout.isTTY) stdout.write('\r\u001b[K');
    }
  }
}
