import { type ButtonName, buttons } from '../../review/buttons.ts';
import { CHECK_LIMIT } from '../../review/within-limit.ts';
import { span } from '../../scan/report/fenced.ts';
import type { Job } from '../job/job.ts';
import { readPullRequest } from '../pull-request/pull-request.ts';
import { within } from '../pull-request/repository.ts';
import type { WorkContext, WorkResult } from '../serve/work.ts';
import type { Shared } from '../work/shared.ts';
import { act } from './act.ts';
import type { Acted } from './acted.ts';
import { allowed } from './allowed.ts';
import { answer } from './answer.ts';
import { answersIn } from './answers-in.ts';
import { askerOf } from './asker-of.ts';
import type { Verb } from './command.ts';
import type { Ground } from './ground.ts';
import { inspectNow } from './inspect-now.ts';
import { isCommitted } from './is-committed.ts';
import { ownComments } from './own-comments.ts';
import { reviewAsked } from './review-asked.ts';
import type { Thread } from './thread.ts';
import { whyLeftOut } from './why-left-out.ts';

type ButtonJob = Extract<Job, { kind: 'button' }>;

/** A button may be pressed by whoever may give the command that does the same. */
const LIKE: Readonly<Record<ButtonName, Verb>> = {
  'purify-all': 'apply',
  dismiss: 'ignore',
  'scan-again': 'scan',
};

/** Does what a button of a check run promises, once. */
export async function doButton(
  job: ButtonJob,
  context: WorkContext,
  shared: Pick<Shared, 'models' | 'kept'>,
): Promise<WorkResult> {
  const { octokit, signal, bot } = context;
  const { owner, repo, identifier, externalId, pulls } = job;
  if (!isButton(identifier)) return { outcome: 'nothing', why: 'no such button' };
  // GitHub names no pull request of forks: our own mark does.
  const number = /^\d{1,9}$/.test(externalId) ? Number(externalId) : pulls[0];
  if (number === undefined) return { outcome: 'nothing', why: 'the check is of no pull request' };
  const thread: Thread = { octokit, owner, repo, signal, pull: number, bot };
  const pull = await readPullRequest(thread, number);
  const asker = await askerOf(job.sender, thread, pull.author);
  if (!allowed(LIKE[identifier], asker)) return { outcome: 'nothing', why: 'the sender may not' };

  const request = `button ${job.delivery}`;
  const own = await ownComments(thread);
  if (answersIn(own).answered.has(request)) {
    return { outcome: 'nothing', why: 'answered already' };
  }
  const review = (force: boolean) => context.enqueue(reviewAsked(job, pull, force));
  const inspect = () => inspectNow(thread, pull, shared);
  const leftOut = () => whyLeftOut(thread, pull, shared);
  const ground = { thread, pull, asker, own, request, inspect, leftOut, review };
  const { done, text } = await press(identifier, job, ground);
  if (text !== undefined) await answer(thread, { to: request, text });
  return { outcome: 'done', why: done ? 'done' : 'refused' };
}

function isButton(identifier: string): identifier is ButtonName {
  return Object.hasOwn(LIKE, identifier);
}

async function press(button: ButtonName, job: ButtonJob, ground: Ground): Promise<Acted> {
  const { thread, pull, request } = ground;
  // Whoever pressed it has seen the findings of that commit, and no others. Our own commit on top of it is no other push.
  const isOther = button !== 'scan-again' && job.head !== pull.head;
  if (isOther && !(await isCommitted(thread, pull, request))) {
    const text = `Nothing was done: that check is of commit ${job.head.slice(0, 12)}, and the pull request has another commit by now. Look at its own check.`;
    return { done: false, text };
  }
  switch (button) {
    case 'scan-again':
      return act({ verb: 'scan' }, ground);
    case 'purify-all':
      return act({ verb: 'apply', which: 'all' }, ground);
    case 'dismiss':
      return dismiss(job, ground);
  }
}

const DISMISSED = 'Dismissed by ';

/** Lets this one commit pass: the check turns neutral, which is no approval, and says who did it. */
async function dismiss({ checkRun, head }: ButtonJob, { thread, asker }: Ground): Promise<Acted> {
  const { octokit } = thread;
  const which = { ...within(thread), check_run_id: checkRun };
  const { data: run } = await octokit.rest.checks.get(which);
  const who = span(asker.login);
  const note = `${who} dismissed the findings at commit ${head.slice(0, 12)}: the check lets it pass. A new commit is judged anew.`;
  if (run.output.title?.startsWith(DISMISSED)) return { done: true, text: note };
  await octokit.rest.checks.update({
    ...which,
    status: 'completed',
    conclusion: 'neutral',
    output: {
      title: `${DISMISSED}${asker.login}: ${run.output.title ?? ''}`.slice(0, 255).toWellFormed(),
      summary: `${note}\n\n${run.output.summary ?? ''}`.slice(0, CHECK_LIMIT).toWellFormed(),
    },
    actions: buttons({ placed: [] }).map((each) => ({ ...each })),
  });
  return { done: true, text: note };
}
