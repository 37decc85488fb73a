import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../../src/github/job/job.ts';
import { DEAD } from '../../../src/github/queue/set-up.ts';
import { type Served, type ServeOptions, serve } from '../../../src/github/serve/serve.ts';
import type { Work, WorkContext } from '../../../src/github/serve/work.ts';
import { changed, example, headOf, pullRequest } from '../example.ts';
import { dataFolder, QUICK } from '../queue/temporary-queue.ts';
import { deliver, SECRET } from './deliver.ts';
import { heardLog } from './heard-log.ts';
import { PRIVATE_KEY } from './private-key.ts';
import { tinyGitHub } from './tiny-github.ts';

const heard = heardLog();
const folder = dataFolder();
const github = await tinyGitHub();
let work: Work = async () => ({ outcome: 'done' });
let served: Served;
let pull = 100;

const options: ServeOptions = {
  settings: {
    host: 'localhost',
    port: 0,
    logLevel: 'info',
    secrets: [SECRET],
    app: { appId: 1, privateKey: PRIVATE_KEY, baseUrl: github.baseUrl },
  },
  work: (job, context) => work(job, context),
  log: heard.log,
  folder: folder.path,
  concurrency: 2,
  pace: QUICK,
};

beforeAll(async () => {
  served = await serve(options);
});
afterEach(() => {
  work = async () => ({ outcome: 'done' });
});
afterAll(async () => {
  await served.stop(0);
  await github[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

function send(event: string, payload: unknown) {
  return deliver(served.port, event, payload);
}

async function page(path: string): Promise<string> {
  return (await fetch(`http://localhost:${served.port}${path}`)).text();
}

/** Goes on until it is stopped, as a long review does. */
async function untilStopped({ signal }: WorkContext): Promise<never> {
  await sleep(60_000, undefined, { signal });
  throw new Error('nobody stopped it');
}

test('a delivery becomes a job, done with a client of its installation', async () => {
  const done: Job[] = [];
  pull++;
  work = async (job, { octokit, bot, attempt, attempts }) => {
    done.push(job);
    expect([bot, attempt, attempts]).toEqual(['codepurify[bot]', 1, 2]);
    await octokit.request('GET /zen');
    return { outcome: 'done', findings: 2, inspected: 5, skipped: { 'too long': 3 } };
  };
  expect((await send('pull_request', pullRequest('opened', pull, 'a'))).status).toBe(202);
  await expect
    .poll(() => done, { timeout: 10_000 })
    .toMatchObject([{ kind: 'review', pull, head: headOf('a') }]);
  await expect.poll(() => github.asked).toContain('GET /api/v3/zen');
  await expect.poll(() => page('/metrics'), { timeout: 10_000 }).toContain('codepurify_findings_total 2');
  const metrics = await page('/metrics');
  for (const line of [
    'codepurify_deliveries_total{event="pull_request",result="accepted"} 1',
    'codepurify_jobs_total{kind="review",outcome="done"} 1',
    'codepurify_job_seconds_count{kind="review"} 1',
    'codepurify_functions_inspected_total 5',
    'codepurify_functions_skipped_total{reason="too long"} 3',
    'codepurify_queue_depth{queue="review",state="waiting"} 0',
  ]) {
    expect(metrics).toContain(line);
  }
  expect(heard.lines().find(({ msg }) => msg === 'job done')).toMatchObject({
    kind: 'review',
    pull,
    attempt: 1,
  });
});

test('a newer push stops the review that runs, and only the newer head is reviewed to its end', async () => {
  pull++;
  const began: string[] = [];
  const ended: string[] = [];
  work = async (job, context) => {
    if (job.kind !== 'review') throw new Error('not a review');
    began.push(job.head);
    if (job.head === headOf('a')) await untilStopped(context);
    ended.push(job.head);
    return { outcome: 'done' };
  };
  await send('pull_request', pullRequest('opened', pull, 'a'));
  await expect.poll(() => began, { timeout: 10_000 }).toEqual([headOf('a')]);
  await send('pull_request', pullRequest('synchronize', pull, 'b'));
  await expect.poll(() => ended, { timeout: 15_000 }).toEqual([headOf('b')]);
  expect(began).toEqual([headOf('a'), headOf('b')]);
  expect(heard.lines().filter((line) => line.pull === pull && line.outcome === 'superseded')).toHaveLength(1);
});

test('a label that is put on while a review runs does not stop it', async () => {
  pull++;
  const stopped: boolean[] = [];
  work = async (_, { signal }) => {
    await sleep(1_500, undefined, { signal }).catch(() => undefined);
    stopped.push(signal.aborted);
    return { outcome: 'done' };
  };
  await send('pull_request', pullRequest('opened', pull, 'a'));
  await sleep(300);
  await send('pull_request', pullRequest('labeled', pull, 'a'));
  await expect.poll(() => stopped, { timeout: 15_000 }).toEqual([false, false]);
});

test('a command is answered while reviews take all their time', async () => {
  const told: string[] = [];
  work = async (job, context) => {
    if (job.kind === 'review') return untilStopped(context);
    told.push(job.kind);
    return { outcome: 'done' };
  };
  const pulls = [++pull, ++pull, ++pull];
  for (const each of pulls) await send('pull_request', pullRequest('opened', each, 'a'));
  const comment = changed(example('issue_comment', 'created'), {
    'installation.id': 1,
    'issue.pull_request': {},
    'comment.body': '/codepurify help',
  });
  await send('issue_comment', comment);
  await expect.poll(() => told, { timeout: 10_000 }).toEqual(['command']);
  work = async () => ({ outcome: 'done' });
  for (const each of pulls) await send('pull_request', pullRequest('synchronize', each, 'b'));
  await expect
    .poll(
      () =>
        heard.lines().filter((line) => line.msg === 'job done' && pulls.includes(Number(line.pull))).length,
      { timeout: 15_000 },
    )
    .toBe(3);
});

test('what this App pushed itself is reviewed like any push: a required check has to be there', async () => {
  pull++;
  const heads: string[] = [];
  work = async (job) => {
    if (job.kind === 'review') heads.push(job.head);
    return { outcome: 'done' };
  };
  await send('pull_request', pullRequest('synchronize', pull, 'a', { 'sender.login': 'codepurify[bot]' }));
  await expect.poll(() => heads, { timeout: 10_000 }).toEqual([headOf('a')]);
});

test('a failure is tried again, and what keeps failing is given up and counted', async () => {
  pull++;
  const attempts: number[] = [];
  work = async (_, { attempt }) => {
    attempts.push(attempt);
    throw Object.assign(new Error('a mistake of ours'), { request: { body: 'PRIVATE-WORDS' } });
  };
  await send('pull_request', pullRequest('opened', pull, 'a'));
  await expect.poll(() => served.queue.boss.findJobs(DEAD), { timeout: 20_000 }).toHaveLength(1);
  expect(attempts).toEqual([1, 2]);
  await expect
    .poll(() => page('/metrics'), { timeout: 10_000 })
    .toContain('codepurify_queue_depth{queue="dead",state="waiting"} 1');
  const levels = heard.lines().flatMap((line) => (line.msg === 'job failed' ? [line.level] : []));
  expect(levels).toEqual(['warn', 'error']);
  expect(heard.text()).not.toContain('PRIVATE-WORDS');
});

test('while GitHub is down a job is put off after its last try, and not given up', async () => {
  pull++;
  let tries = 0;
  work = async () => {
    tries++;
    throw Object.assign(new Error('GitHub is down'), { status: 502, response: { headers: {} } });
  };
  await send('pull_request', pullRequest('opened', pull, 'a'));
  const waits = async () => {
    const jobs = await served.queue.boss.findJobs('review', { queued: true });
    return jobs.map(({ startAfter }) => Math.round((startAfter.getTime() - Date.now()) / 60_000));
  };
  await expect.poll(waits, { timeout: 20_000 }).toEqual([10]);
  expect(tries).toBe(2);
  await served.queue.boss.deleteAllJobs('review');
});

test('a rate limit puts a job off without counting as a failure', async () => {
  pull++;
  let tries = 0;
  work = async () => {
    tries++;
    throw Object.assign(new Error('rate limit'), {
      status: 429,
      response: { headers: { 'retry-after': '90' } },
    });
  };
  await send('pull_request', pullRequest('opened', pull, 'a'));
  const [later] = await expect
    .poll(async () => served.queue.boss.findJobs('review', { queued: true }), { timeout: 10_000 })
    .toHaveLength(1)
    .then(() => served.queue.boss.findJobs('review', { queued: true }));
  expect(tries).toBe(1);
  const wait = ((later?.startAfter.getTime() ?? 0) - Date.now()) / 1000;
  expect(wait).toBeGreaterThan(60);
  expect(wait).toBeLessThan(91);
  await served.queue.boss.deleteAllJobs('review');
});

test('an uninstalled App’s review is stopped', async () => {
  pull++;
  let stopped = false;
  work = async (_, { signal }) => {
    await sleep(60_000, undefined, { signal }).catch(() => undefined);
    stopped = signal.aborted;
    throw signal.reason;
  };
  await send('pull_request', pullRequest('opened', pull, 'a', { 'installation.id': 77 }));
  await expect
    .poll(
      () =>
        served.queue.boss
          .findJobs('review', { key: `codertocat/hello-world#${pull}` })
          .then(([job]) => job?.state),
      { timeout: 10_000 },
    )
    .toBe('active');
  await send('installation', changed(example('installation', 'deleted'), { 'installation.id': 77 }));
  await expect.poll(() => stopped, { timeout: 15_000 }).toBe(true);
});

describe('when the process is to end', () => {
  test('what runs may end, what does not is given back, and the next process does it', async () => {
    const quick = ++pull;
    const slow = ++pull;
    const ended: number[] = [];
    let began = 0;
    work = async (job, context) => {
      began++;
      const number = job.kind === 'review' ? job.pull : 0;
      if (number === slow) return untilStopped(context);
      await sleep(1_000);
      ended.push(number);
      return { outcome: 'done' };
    };
    await send('pull_request', pullRequest('opened', slow, 'a'));
    await send('pull_request', pullRequest('opened', quick, 'a'));
    await expect.poll(() => began, { timeout: 10_000 }).toBe(2);
    const { port } = served;
    const stopping = served.stop(2_000);
    await expect(fetch(`http://localhost:${port}/readyz`)).rejects.toThrow();
    await stopping;
    expect(ended).toEqual([quick]);
    expect(heard.lines().find((line) => line.outcome === 'given back')).toMatchObject({ pull: slow });

    const taken = Number(new URL(github.baseUrl).port);
    const settings = { ...options.settings, host: '127.0.0.1', port: taken };
    await expect(serve({ ...options, settings })).rejects.toThrow(
      `Port ${taken} is taken: set PORT to a free one.`,
    );

    work = async (job, { attempt }) => {
      expect(attempt).toBe(1);
      if (job.kind === 'review') ended.push(job.pull);
      return { outcome: 'done' };
    };
    served = await serve(options);
    await expect.poll(() => ended, { timeout: 10_000 }).toEqual([quick, slow]);
  });
});

test('it says that it lives and is ready', async () => {
  expect([await page('/healthz'), await page('/readyz')]).toEqual(['Alive.\n', 'Ready.\n']);
});

test('a folder that is in use is told in one sentence', async () => {
  await expect(serve(options)).rejects.toThrow('is in use by process');
});

test('a database that is not there is told in one sentence, without its password', async () => {
  const databaseUrl = 'postgres://me:hush@127.0.0.1:9/queue';
  const error = await serve({ ...options, settings: { ...options.settings, databaseUrl } }).catch(String);
  expect(error).toMatch(
    /PostgreSQL at 127\.0\.0\.1:9\/queue cannot be used \(.+\): start it, or mend DATABASE_URL\./,
  );
  expect(error).not.toContain('hush');
});
