import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sign } from '@octokit/webhooks-methods';
import { serveCommand } from '../src/cli/serve.ts';
import { pullRequest } from '../test/github/example.ts';

/**
 * Does every pull request get exactly one review, whatever is killed?
 *
 *   node bench/deliveries.ts --postgres /usr/lib/postgresql/15/bin
 *
 * starts a PostgreSQL, a process that takes deliveries and two that do the work, sends deliveries at a
 * steady rate, kills workers (SIGKILL) and restarts the database while they come, and counts.
 * Without --postgres one process does everything on a database of its own, and it is the one killed:
 * GitHub would lose what it sends in that moment, so this sender sends again what had no answer.
 */
const { values } = parseArgs({
  options: {
    postgres: { type: 'string' },
    deliveries: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '50' },
    kills: { type: 'string', default: '20' },
    restarts: { type: 'string', default: '1' },
    /** The database is not shut down before it is started again: it breaks down. */
    crash: { type: 'boolean', default: false },
    /** How long a review takes, in milliseconds. */
    review: { type: 'string', default: '50' },
    /** Set by this program itself for the processes that it starts. */
    record: { type: 'string' },
  },
  allowPositionals: true,
  strict: false,
});

const SECRET = 'a secret for the benchmark';
const PATIENCE = 10 * 60_000;

if (typeof values.record === 'string') await beServed(values.record, Number(values.review));
else await measure();

/** The App with work that only takes time: it writes down what it reviewed, in one step with remembering it. */
async function beServed(record: string, milliseconds: number): Promise<void> {
  const words = process.argv.slice(process.argv.indexOf('--') + 1);
  await serveCommand(async (job, { finished, signal }) => {
    if (job.kind !== 'review') return { outcome: 'nothing' };
    const review = { ...job, config: 'c', model: 'm' };
    if (await finished.has(review)) return { outcome: 'nothing' };
    await sleep(milliseconds, undefined, { signal });
    // The line stands for the review on GitHub, which a second try finds there by its mark.
    const posted = new Set(readFileSync(record, 'utf8').split('\n'));
    if (!posted.has(String(job.pull))) appendFileSync(record, `${job.pull}\n`);
    await finished.add(review);
    return { outcome: 'done' };
  }).parseAsync(words, { from: 'user' });
}

async function measure(): Promise<void> {
  const deliveries = Number(values.deliveries);
  const rate = Number(values.rate);
  const folder = mkdtempSync(join(tmpdir(), 'codepurify-deliveries-'));
  const record = join(folder, 'record');
  writeFileSync(record, '');
  const github = await standIn();
  const database =
    typeof values.postgres === 'string' ? await startPostgres(values.postgres, folder) : undefined;
  const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const webPort = await freePort();
  const env = {
    PATH: process.env.PATH ?? '',
    // What is installed is JavaScript: it need not be made from TypeScript at each start.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    APP_ID: '1',
    PRIVATE_KEY: String(privateKey.export({ type: 'pkcs1', format: 'pem' })),
    WEBHOOK_SECRET: SECRET,
    GHE_HOST: `127.0.0.1:${github.port}`,
    GHE_PROTOCOL: 'http',
    LOG_LEVEL: 'info',
    ...(database && { DATABASE_URL: database.url }),
  };
  const start = (role: string, port: number) =>
    started(record, ['--role', role, '--concurrency', '4', '--data', join(folder, 'data')], {
      ...env,
      PORT: String(port),
    });

  const web = database ? await start('web', webPort) : undefined;
  const workers = database
    ? [await start('worker', 0), await start('worker', 0)]
    : [await start('all', webPort)];

  const began = performance.now();
  const length = (deliveries / rate) * 1000;
  const outages: Outage[] = [];
  let over = false;
  const trouble = Promise.all([
    repeatedly(Number(values.kills), length, async (index) => {
      const at = index % workers.length;
      const victim = workers[at];
      victim?.kill('SIGKILL');
      if (victim) await once(victim, 'exit');
      workers[at] = await start(database ? 'worker' : 'all', database ? 0 : webPort);
    }),
    database &&
      repeatedly(Number(values.restarts), length, async () => {
        const from = performance.now();
        await database.restart();
        outages.push({ from, to: performance.now() });
      }),
  ]);

  const acknowledged: Acknowledged[] = [];
  let again = 0;
  await Promise.all(
    Array.from({ length: deliveries }, async (_, index) => {
      await sleep((index * 1000) / rate);
      const { body, headers } = await delivery(index + 1);
      while (!over) {
        const sent = performance.now();
        const status = await fetch(`http://127.0.0.1:${webPort}/api/github/webhooks`, {
          method: 'POST',
          headers,
          body,
        })
          .then((response) => response.status)
          .catch(() => 0);
        if (status === 202) {
          acknowledged.push({ sent, took: performance.now() - sent });
          return;
        }
        again++;
        await sleep(250);
      }
    }),
  );
  const sentFor = (performance.now() - began) / 1000;
  await trouble;

  const reviewed = () => readFileSync(record, 'utf8').split('\n').filter(Boolean);
  const end = performance.now() + PATIENCE;
  while (new Set(reviewed()).size < deliveries && performance.now() < end) await sleep(500);
  await sleep(2_000);
  over = true;
  const all = reviewed();
  const once_ = new Set(all).size;
  const waited = acknowledged.filter((each) => outages.some((outage) => met(each, outage)));
  const undisturbed = acknowledged.filter((each) => !waited.includes(each));
  console.log(`deliveries      ${deliveries} in ${sentFor.toFixed(0)} s, ${again} sent again`);
  console.log(`acknowledged    ${quantiles(acknowledged)}`);
  for (const { from, to } of outages) {
    console.log(
      `database        gone for ${(to - from).toFixed(0)} ms; ${waited.length} deliveries met that`,
    );
    console.log(`                ${quantiles(waited)}; the others: ${quantiles(undisturbed)}`);
  }
  console.log(
    `killed          ${values.kills} times; database restarted ${database ? values.restarts : 0} times`,
  );
  console.log(
    `reviewed        ${once_} pull requests, ${all.length - once_} twice, ${deliveries - once_} lost`,
  );
  console.log(`after           ${((performance.now() - began) / 1000).toFixed(0)} s`);

  for (const child of [web, ...workers]) {
    child?.kill('SIGTERM');
    if (child) await once(child, 'exit');
  }
  await database?.stop();
  github.close();
  rmSync(folder, { recursive: true, force: true });
  if (once_ !== deliveries || all.length !== once_) process.exitCode = 1;
}

/** A delivery that was taken: when it was sent and how long the answer took, in milliseconds. */
interface Acknowledged {
  readonly sent: number;
  readonly took: number;
}

/** From when to when the database was being restarted. */
interface Outage {
  readonly from: number;
  readonly to: number;
}

function met({ sent, took }: Acknowledged, { from, to }: Outage): boolean {
  return sent < to && sent + took > from;
}

function quantiles(acknowledged: readonly Acknowledged[]): string {
  const times = acknowledged.map(({ took }) => took).toSorted((one, other) => one - other);
  const at = (share: number) =>
    `${(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(1)} ms`;
  return `median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)}`;
}

/** Does something so many times, evenly over a time, which it does not make longer unless it takes longer itself. */
async function repeatedly(
  times: number,
  length: number,
  what: (index: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  for (let index = 0; index < times; index++) {
    const due = began + (length * (index + 1)) / (times + 1);
    await sleep(Math.max(0, due - performance.now()));
    await what(index);
  }
}

async function delivery(pull: number) {
  const payload = pullRequest('opened', pull, 'a');
  const body = JSON.stringify(payload);
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': await sign(SECRET, body),
  };
  return { body, headers };
}

async function started(
  record: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const self = fileURLToPath(import.meta.url);
  const own = ['--record', record, '--review', String(values.review)];
  // As whatever runs it would: one that could not start, for want of the database, is started again.
  for (;;) {
    const child = spawn(process.execPath, [self, ...own, '--', ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env,
    });
    for await (const line of createInterface({ input: child.stdout })) {
      if (JSON.parse(line).msg !== 'listening') continue;
      child.stdout.resume();
      return child;
    }
    await sleep(500);
  }
}

/** As much of GitHub as names the App. */
async function standIn() {
  const server = createServer((request, response) => {
    const token = {
      token: 'ghs_x',
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      permissions: {},
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.method === 'POST' ? token : { id: 1, slug: 'codepurify' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** PostgreSQL does not run as root: then it is given to the user postgres. */
async function startPostgres(bin: string, folder: string) {
  const data = join(folder, 'postgres');
  const user = process.getuid?.() === 0 ? await idsOf('postgres') : {};
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const port = await freePort();
  const run = async (program: string, ...words: string[]) => {
    const child = spawn(join(bin, program), words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: folder,
      ...user,
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${program} ended with ${code}.`);
  };
  await run('initdb', '--pgdata', data, '--username', 'codepurify', '--auth', 'trust');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  const log = join(folder, 'postgres.log');
  const mode = values.crash ? 'immediate' : 'fast';
  await run('pg_ctl', 'start', '--wait', '--pgdata', data, '--log', log, '--options', options);
  return {
    url: `postgres://codepurify@127.0.0.1:${port}/postgres`,
    restart: () => run('pg_ctl', 'restart', '--wait', '--mode', mode, '--pgdata', data, '--log', log),
    stop: () => run('pg_ctl', 'stop', '--pgdata', data, '--mode', 'fast'),
  };
}

async function idsOf(name: string): Promise<{ uid?: number; gid?: number }> {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? {} : { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createNetServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
