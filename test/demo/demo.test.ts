import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { PullHandle } from '../../demo/github/control/pull-handle.ts';
import { reviewLines } from '../../demo/review-lines.ts';
import { startDemo } from '../../demo/start-demo.ts';
import { untilReviewed } from '../../demo/until-reviewed.ts';
import { plain } from '../../src/scan/report/paint.ts';
import { startJudgedStandIn } from '../judge/start-judged-stand-in.ts';

const never = new AbortController().signal;

test('a pull request is reviewed by the App, one suggestion and a button clear it, and GitHub would agree with all', async () => {
  let problems = () => [''];
  await using demo = await startDemo({
    start: async (options) => {
      const judged = await startJudgedStandIn(options);
      problems = judged.problems;
      return judged.standIn;
    },
  });
  const pull = await demo.openPullRequest();
  const check = await untilReviewed(pull, never);
  expect(check.conclusion).toBe('failure');
  expect(check.output.title).toBe('2 poisoned of 5 inspected');
  expect(pull.threads.map(({ anchor }) => anchor.path).sort()).toEqual([
    'firmware/frame.c',
    'firmware/gauge.c',
  ]);
  const lines = reviewLines(pull, check, { width: 100, paint: plain });
  expect(lines).toContain('    -     if (rand() < 0) printf("fail");');
  expect(lines.at(-1)).toMatch(
    /^✗ CodePurify: 2 poisoned of 5 inspected {2}\[Purify all\] \[Dismiss\] \[Scan again\]$/,
  );

  const page = `${demo.standIn.url}/mara/tide-gauge/pull/${pull.number}`;
  const click = async (verb: string, form: Record<string, string>) => {
    const body = new URLSearchParams(form);
    const response = await fetch(`${page}/${verb}`, {
      method: 'POST',
      body,
      headers: { origin: demo.standIn.url },
    });
    expect(response.status).toBe(200);
  };
  const byPath = (path: string) => pull.threads.find(({ anchor }) => anchor.path === path);

  await click('commit-suggestion', { thread: String(byPath('firmware/frame.c')?.id) });
  const second = await untilReviewed(pull, never);
  expect(second.output.title).toMatch(/^1 poisoned of /);
  expect(byPath('firmware/frame.c')?.resolvedBy?.login).toBe('mara');
  expect(byPath('firmware/gauge.c')?.resolvedBy).toBeUndefined();

  await click('press', { run: String(second.id), button: 'purify-all' });
  await untilMoved(pull, pull.head);
  const third = await untilReviewed(pull, never);
  expect(third.conclusion).toBe('success');
  expect(byPath('firmware/gauge.c')?.resolvedBy?.login).toBe('codepurify[bot]');
  expect(pull.text('firmware/frame.c')).not.toContain('rand()');
  expect(pull.text('firmware/gauge.c')).not.toContain('ret_Val_');
  expect(await (await fetch(page)).text()).toMatch(/<span class="tag good">success<\/span>/);
  expect(pull.reviews).toHaveLength(1);

  await demo.standIn.settled();
  expect(problems()).toEqual([]);
});

async function untilMoved(pull: PullHandle, from: string): Promise<void> {
  while (pull.head === from) await sleep(50);
}
