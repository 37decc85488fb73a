import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { serveCommand } from '../../../src/cli/serve.ts';

/** `codepurify serve`, with work that takes its time, writes down what it does and does nothing twice. */
const [record = '', milliseconds, ...words] = process.argv.slice(2);

const command = serveCommand(async (job, { finished, attempt, signal }) => {
  if (job.kind !== 'review') return { outcome: 'nothing' };
  const review = { ...job, config: 'c', model: 'm' };
  if (await finished.has(review)) return { outcome: 'nothing' };
  const line = `${job.pull} ${job.head.slice(0, 1)}`;
  appendFileSync(record, `${line} began ${attempt}\n`);
  await sleep(Number(milliseconds), undefined, { signal });
  appendFileSync(record, `${line} done\n`);
  await finished.add(review);
  return { outcome: 'done' };
});
await command.parseAsync(words, { from: 'user' });
