import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Job, ReviewJob } from '../../../src/github/job/job.ts';
import { envelopeSchema } from '../../../src/github/queue/envelope.ts';
import type { Queue } from '../../../src/github/queue/queue.ts';
import { CATCH_UP, QUEUES } from '../../../src/github/queue/set-up.ts';
import { headOf } from '../example.ts';
import { temporaryQueue } from './temporary-queue.ts';

let queue: Queue & AsyncDisposable;
beforeAll(async () => {
  queue = await temporaryQueue();
});
afterAll(() => queue[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const name of QUEUES) await queue.boss.deleteAllJobs(name);
});

const TIMES = { a: '2026-11-21T10:00:00Z', b: '2026-11-21T10:00:01Z', c: '2026-11-21T10:00:02Z' };

function review(pull: number, head: keyof typeof TIMES, more: Partial<ReviewJob> = {}): ReviewJob {
  return {
    kind: 'review',
    installation: 1,
    owner: 'o',
    repo: 'r',
    sender: 'me',
    delivery: 'd',
    pull,
    head: headOf(head),
    reason: 'synchronize',
    force: false,
    updatedAt: TIMES[head],
    ...more,
  };
}

const command: Job = {
  kind: 'command',
  installation: 1,
  owner: 'o',
  repo: 'r',
  sender: 'me',
  delivery: 'd',
  pull: 1,
  on: 'conversation',
  comment: 1,
  text: '/codepurify help',
};

let deliveries = 0;
function accept(job: Job, delivery = `delivery-${++deliveries}`) {
  return queue.accept(delivery, { kind: 'job', job });
}

async function waiting(name: 'review' | 'request' = 'review'): Promise<Job[]> {
  const rows = await queue.boss.findJobs(name, { queued: true });
  return rows
    .toSorted((one, other) => one.createdOn.getTime() - other.createdOn.getTime())
    .map(({ data }) => envelopeSchema.parse(data).job);
}

test('a delivery that comes twice, even at once, does something once', async () => {
  const results = await Promise.all([accept(review(1, 'a'), 'same'), accept(review(1, 'a'), 'same')]);
  expect(results.toSorted()).toEqual(['accepted', 'duplicate']);
  await queue.boss.deleteAllJobs('review');
  expect(await accept(review(1, 'a'), 'same')).toBe('duplicate');
  expect(await waiting()).toEqual([]);
});

test('a newer push takes the place of the job that waits, of that pull request only', async () => {
  for (const job of [review(1, 'a'), review(2, 'a'), review(1, 'b')]) await accept(job);
  expect(await waiting()).toEqual([review(1, 'b'), review(2, 'a')]);
});

test('owners and repositories are the same in whatever case they are written', async () => {
  await accept(review(1, 'a'));
  await accept(review(1, 'b', { owner: 'O', repo: 'R' }));
  expect(await waiting()).toHaveLength(1);
});

test('a delivery that was overtaken does not undo the newer one', async () => {
  for (const job of [review(1, 'b'), review(1, 'a')]) await accept(job);
  expect(await waiting()).toEqual([review(1, 'b')]);
});

test('twenty deliveries at once leave one job', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => accept(review(1, index === 7 ? 'c' : 'a'))));
  expect(await waiting()).toEqual([review(1, 'c')]);
});

test('commands do not take the place of each other, nor of reviews', async () => {
  for (const job of [review(1, 'a'), command, command]) await accept(job);
  expect([(await waiting()).length, (await waiting('request')).length]).toEqual([1, 2]);
});

test('a pull request that runs is held back, others are not', async () => {
  await accept(review(1, 'a'));
  const fetch = () => queue.boss.fetch<unknown>('review', { groupConcurrency: 1 });
  const [running] = await fetch();
  await accept(review(1, 'b'));
  await accept(review(2, 'a'));
  const [other] = await fetch();
  expect(envelopeSchema.parse(other?.data).job).toMatchObject({ pull: 2 });
  expect(await fetch()).toEqual([]);
  await queue.boss.complete('review', running?.id ?? '');
  await expect
    .poll(async () => envelopeSchema.safeParse((await fetch())[0]?.data).data?.job, { timeout: 10_000 })
    .toMatchObject({ pull: 1, head: headOf('b') });
});

test('an uninstalled App leaves nothing behind, and others’ jobs stay', async () => {
  const done = { ...review(9, 'a'), config: 'c', model: 'm' };
  await queue.finished.add(done);
  await queue.finished.add({ ...done, installation: 2 });
  for (const job of [review(1, 'a'), command, review(1, 'a', { installation: 2, owner: 'p' })])
    await accept(job);
  await queue.accept('gone', { kind: 'forget', what: [{ installation: 1 }] });
  expect((await waiting()).map(({ installation }) => installation)).toEqual([2]);
  expect(await waiting('request')).toEqual([]);
  expect(await queue.finished.has(done)).toBe(false);
  expect(await queue.finished.has({ ...done, installation: 2 })).toBe(true);
});

test('of one repository only that is forgotten', async () => {
  const here = { ...review(9, 'a'), config: 'c', model: 'm' };
  const there = { ...here, repo: 'other' };
  for (const done of [here, there]) await queue.finished.add(done);
  for (const job of [review(1, 'a'), review(1, 'a', { repo: 'other' })]) await accept(job);
  const repository = { owner: 'o', repo: 'r' };
  await queue.accept('removed', { kind: 'forget', what: [{ installation: 1, repository }] });
  expect(await waiting()).toEqual([review(1, 'a', { repo: 'other' })]);
  expect([await queue.finished.has(here), await queue.finished.has(there)]).toEqual([false, true]);
});

test.each(['head', 'config', 'model'])(
  'what was finished is to be done again with another %s',
  async (key) => {
    const done = { ...review(3, 'a'), config: 'c', model: 'm' };
    await queue.finished.add(done);
    await queue.finished.add(done);
    expect(await queue.finished.has({ ...done, owner: 'O' })).toBe(true);
    expect(await queue.finished.has({ ...done, [key]: 'x' })).toBe(false);
  },
);

test('what a pull request no longer shows is to be done again, and that of others is not', async () => {
  const done = { ...review(4, 'a'), config: 'c', model: 'm' };
  const other = { ...done, pull: 5 };
  for (const each of [done, other]) await queue.finished.add(each);
  await queue.finished.drop({ ...done, owner: 'O' });
  expect([await queue.finished.has(done), await queue.finished.has(other)]).toEqual([false, true]);
});

test('a failure within a delivery leaves no trace of it, so that it can come again', async () => {
  const bad = { kind: 'job', job: { ...command, text: '\0' } } as const;
  await expect(queue.accept('again', bad)).rejects.toThrow();
  expect(await accept(command, 'again')).toBe('accepted');
});

test('of some deliveries it tells those that came', async () => {
  await accept(command, 'came');
  expect(await queue.known(['came', 'lost'])).toEqual(new Set(['came']));
  expect(await queue.known([])).toEqual(new Set());
});

test('however many processes ask to catch up, it is waited for, or done, once at a time', async () => {
  const jobs = () => queue.boss.findJobs(CATCH_UP).then((all) => all.map(({ state }) => state));
  await Promise.all([queue.catchUp(), queue.catchUp()]);
  expect(await jobs()).toEqual(['created']);
  const [job] = await queue.boss.fetch(CATCH_UP);
  await queue.catchUp();
  expect(await jobs()).toEqual(['active']);
  await queue.boss.complete(CATCH_UP, job?.id ?? '');

  await queue.catchUp(3_600);
  const [next] = await queue.boss.fetch(CATCH_UP);
  await queue.boss.complete(CATCH_UP, next?.id ?? '');
  await queue.catchUp(3_600);
  expect((await jobs()).toSorted()).toEqual(['completed', 'completed']);
  await queue.catchUp();
  expect(await jobs()).toHaveLength(3);
});
