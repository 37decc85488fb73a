import { expect, test } from 'vitest';
import type { PullHandle } from '../../../demo/github/control/pull-handle.ts';
import { type Bench, bench } from './bench.ts';
import { aFunction, TRIGGER } from './little-models.ts';

const BASE = aFunction('one');
const HEAD = aFunction('one', TRIGGER);
const MENDED = BASE.replace('step = 2', 'step = 3');

function allow(the: Bench, contents: 'read' | 'write'): void {
  for (const installation of the.standIn.world.installations.values()) {
    the.standIn.acceptPermissions(installation, { ...installation.permissions, contents });
  }
}

type Step = (the: Bench, pull: PullHandle) => void;
const onThread =
  (act: (pull: PullHandle, thread: PullHandle['threads'][number]) => unknown): Step =>
  (_, pull) => {
    const [thread] = pull.threads;
    if (thread !== undefined) act(pull, thread);
  };
const resolved = onThread((pull, thread) => pull.resolve(thread));
const spam = onThread((_, { comments }) => {
  if (comments[0] !== undefined) comments[0].minimized = 'spam';
});
const permit: Step = (the) => allow(the, 'write');
const forbid: Step = (the) => allow(the, 'read');

/** What happens before the trigger goes and between that and its return, and what then stands: open threads, hidden comments. */
test.each<[string, 'read' | 'write', Step[], Step[], { threads: number; folded?: string }]>([
  ['its thread was resolved by us', 'write', [], [], { threads: 1 }],
  ['its comment was folded', 'read', [], [], { threads: 1 }],
  ['its comment was folded, and by now we may resolve', 'read', [], [permit], { threads: 1 }],
  ['its thread was resolved by us, and by now we may not', 'write', [], [forbid], { threads: 2 }],
  ['people had resolved it', 'write', [resolved], [], { threads: 1 }],
  ['people had resolved it, and we may not open that', 'read', [resolved], [], { threads: 2 }],
  [
    'people opened it in the meantime',
    'write',
    [],
    [onThread((pull, thread) => pull.unresolve(thread))],
    { threads: 1 },
  ],
  ['people hid its comment for a reason of theirs', 'write', [spam], [], { threads: 1, folded: 'spam' }],
])('a finding that comes back is seen where %s', async (_, contents, first, second, wanted) => {
  await using the = await bench();
  allow(the, contents);
  the.repository.commit({ 'a.c': BASE });
  const pull = the.repository.openPullRequest({ 'a.c': HEAD });
  await the.review(pull);
  for (const step of first) step(the, pull);
  pull.push({ 'a.c': MENDED });
  expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: 0 });
  for (const step of second) step(the, pull);
  pull.push({ 'a.c': HEAD });
  expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: 1 });

  expect(pull.threads).toHaveLength(wanted.threads);
  const open = pull.threads.filter(({ resolvedBy }) => resolvedBy === undefined);
  expect(open.map(({ comments }) => comments[0]?.minimized)).toEqual([wanted.folded]);
  expect(open[0]?.comments[0]?.body).not.toContain('**Gone**');

  the.requests();
  await the.review(pull, { force: true });
  expect(the.requests().filter((request) => /^(?!GET).*\/(?:reviews|comments)/.test(request))).toEqual([]);
});
