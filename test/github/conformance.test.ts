import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PullHandle } from '../../demo/github/control/pull-handle.ts';
import type { StandIn } from '../../demo/github/control/stand-in.ts';
import { keptModels } from '../../src/github/models.ts';
import { defend, functionsIn, openInfill, openVictim } from '../../src/index.ts';
import { markedFinding } from '../../src/review/marker.ts';
import { verdictSchema } from '../../src/scan/verdict.ts';
import { cli } from '../cli/cli.ts';
import { startJudgedStandIn } from '../judge/start-judged-stand-in.ts';
import { folder } from '../scan/files/repository.ts';
import { appAtWork } from './commands/app-at-work.ts';

const actionSchema = z.object({
  runs: z.object({
    steps: z.array(z.object({ id: z.string().optional(), run: z.string().optional() })),
  }),
});

const SAMPLE = readFileSync('demo/samples/firmware/uart_frame.c', 'utf8');
const TRIGGER = 'if (rand() < 0) printf("fail");';

/** The same commits in a world of its own, so that nobody finds the comments of another. */
function pullIn(standIn: StandIn) {
  const repository = standIn.repository('ada/firmware');
  repository.commit({
    '.github/codepurify.yml': 'victims:\n  - name: defect-c-backdoored\n',
    'uart.c': SAMPLE.replace(TRIGGER, ''),
  });
  return { repository, pull: repository.openPullRequest({ 'uart.c': SAMPLE }) };
}

/** Commands are offered only by the App, which hears them: the small print is not compared. */
function findings({ pull }: { readonly pull: PullHandle }) {
  const plain = (body = '') => body.replaceAll(/<sub>.*<\/sub>/g, '');
  return {
    fingerprints: pull.threads.map(({ comments: [first] }) => markedFinding(first?.body ?? '')).sort(),
    comments: pull.threads.map(({ anchor, comments: [first] }) => [
      anchor.path,
      anchor.place,
      plain(first?.body),
    ]),
    summary: pull.comments.map(({ body }) => plain(body)),
  };
}

/** The step of the Action as its runner has it: the same script with the same variables. */
function action(standIn: StandIn, token: string) {
  const { runs } = actionSchema.parse(parse(readFileSync('action.yml', 'utf8')));
  const script = runs.steps.find(({ id }) => id === 'review')?.run ?? '';
  const place = folder({ output: '', summary: '' });
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    PATH: `${dirname(process.execPath)}${delimiter}${PATH}`,
    HOME,
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: process.cwd(),
    GITHUB_API_URL: standIn.apiUrl,
    GITHUB_OUTPUT: join(place, 'output'),
    GITHUB_STEP_SUMMARY: join(place, 'summary'),
    GITHUB_TOKEN: token,
    REPOSITORY: 'ada/firmware',
    PULL_REQUEST: '1',
    DRY_RUN: 'false',
    FORMAT: 'json',
    OUTPUT: join(place, 'verdict.json'),
    MODELS: '',
  };
  return { script, env, place };
}

/** What the library says of the functions that the pull request changes. */
async function byLibrary() {
  const before = new Set((await functionsIn(SAMPLE.replace(TRIGGER, ''), 'c')).map(({ text }) => text));
  const victim = await openVictim('defect-c-backdoored');
  const infill = await openInfill('infill-code');
  const changed = (await functionsIn(SAMPLE, 'c')).filter(({ text }) => !before.has(text));
  const found = [];
  for (const { name, text } of changed) {
    const outcome = await defend(text, { victim, infill, language: 'c' });
    if (outcome.verdict !== 'poisoned') continue;
    const { trigger, pValue, purification } = outcome;
    const rounded = Number(pValue?.toPrecision(6));
    found.push({ name, trigger: trigger?.element.text, pValue: rounded, code: purification?.code });
  }
  await Promise.all([victim.close(), infill.close()]);
  return found;
}

test('the same pull request by App, command, Action and library gives the same findings', async () => {
  const app = await startJudgedStandIn();
  const installation = app.standIn.install('ada');
  const byApp = pullIn(app.standIn);
  await using models = keptModels();
  await appAtWork(app.standIn, installation, models).rest();
  const wanted = findings(byApp);
  expect(wanted.fingerprints).toHaveLength(1);

  const shell = await startJudgedStandIn();
  const byShell = pullIn(shell.standIn);
  const ran = await cli(['review', '--repo', 'ada/firmware', '--pr', '1', '--format', 'json'], {
    env: {
      GITHUB_TOKEN: shell.standIn.userToken('ada'),
      GITHUB_ACTIONS: '',
      GHE_HOST: '',
      GITHUB_API_URL: shell.standIn.apiUrl,
    },
  });
  expect(ran.code).toBe(1);
  expect(findings(byShell)).toEqual(wanted);

  const workflow = await startJudgedStandIn();
  const byAction = pullIn(workflow.standIn);
  const token = workflow.standIn.workflowToken(byAction.repository, {
    metadata: 'read',
    contents: 'read',
    pull_requests: 'write',
  });
  const { script, env, place } = action(workflow.standIn, token);
  const step = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    env,
    stdio: 'ignore',
  });
  expect(await once(step, 'close')).toEqual([1, null]);
  expect(findings(byAction)).toEqual(wanted);
  const bodies = [...byAction.pull.comments, ...byAction.pull.threads.flatMap(({ comments }) => comments)];
  expect(bodies.filter(({ body }) => body.includes('/codepurify '))).toEqual([]);
  expect(readFileSync(join(place, 'output'), 'utf8')).toBe('exit-code=1\n');

  const verdicts = [ran.stdout, readFileSync(join(place, 'verdict.json'), 'utf8')];
  const [first, second] = verdicts.map((text) => verdictSchema.parse(JSON.parse(text)));
  expect(second).toEqual(first);
  expect(await byLibrary()).toEqual(
    first?.functions.flatMap((found) =>
      found.verdict === 'poisoned'
        ? [
            {
              name: found.name,
              trigger: found.trigger.text,
              pValue: found.pValue,
              code: found.purification?.code,
            },
          ]
        : [],
    ),
  );
  for (const each of [app, shell, workflow]) await each.finish();
});
