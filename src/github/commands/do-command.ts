import { markedFinding } from '../../review/marker.ts';
import type { Job } from '../job/job.ts';
import { statusOf } from '../publish/status-of.ts';
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
import type { Command, NoCommand } from './command.ts';
import { findCommand } from './find-command.ts';
import type { Ground } from './ground.ts';
import { inspectNow } from './inspect-now.ts';
import { ownComments } from './own-comments.ts';
import { parseCommand } from './parse-command.ts';
import { react } from './react.ts';
import { reviewAsked } from './review-asked.ts';
import type { Thread } from './thread.ts';
import { whyLeftOut } from './why-left-out.ts';

type CommandJob = Extract<Job, { kind: 'command' }>;

/**
 * Does what a comment asks for, once: an emoji at once, another when it is done or refused, and an answer where there is
 * something to say.
 */
export async function doCommand(
  job: CommandJob,
  context: WorkContext,
  shared: Pick<Shared, 'models' | 'kept'>,
): Promise<WorkResult> {
  const line = findCommand(job.text);
  if (line === undefined) return { outcome: 'nothing', why: 'no command' };
  const { octokit, signal, bot } = context;
  const { owner, repo } = job;
  const at: Thread = { octokit, owner, repo, signal, pull: job.pull, bot };
  if (!(await react(at, job, 'eyes'))) return { outcome: 'nothing', why: 'the comment is gone' };

  const command = parseCommand(line);
  const to = `${job.on} ${job.comment}`;
  const own = await ownComments(at);
  const { answered, refused } = answersIn(own);
  const pull = await readPullRequest(at, job.pull);
  const review = (force: boolean) => context.enqueue(reviewAsked(job, pull, force));
  if (answered.has(to)) {
    // The worker may have been killed right after its answer.
    await follow(command, { pull, review });
    return { outcome: 'nothing', why: 'answered already' };
  }
  const asker = await askerOf(job.sender, at, pull.author);
  const thread = job.on === 'diff' ? await rootOf(at, job.comment) : undefined;
  const root = own.find(({ on, comment }) => on === 'diff' && comment === thread);
  const finding = root && markedFinding(root.body);
  const ground: Ground = {
    thread: at,
    pull,
    asker,
    own,
    ...(finding !== undefined && { finding }),
    request: to,
    inspect: () => inspectNow(at, pull, shared),
    leftOut: () => whyLeftOut(at, pull, shared),
    review,
  };
  try {
    const { done, ...said } = await actIfAllowed(command, ground, refused);
    const { text } = said;
    if (text !== undefined) await answer(at, { to, ...said, text, ...(thread !== undefined && { thread }) });
    if (done) await follow(command, ground);
    await react(at, job, done ? '+1' : 'confused');
    return { outcome: 'done', why: done ? 'done' : 'refused' };
  } catch (error) {
    if (context.attempt === context.attempts && !signal.aborted) await giveUp();
    throw error;
  }

  async function giveUp(): Promise<void> {
    const text = `That did not work. Who runs CodePurify finds why in its log, at delivery \`${job.delivery}\`.`;
    await react(at, job, 'confused').catch(() => undefined);
    await answer(at, { to, text, ...(thread !== undefined && { thread }) }).catch(() => undefined);
  }
}

async function actIfAllowed(
  command: Command | NoCommand,
  ground: Ground,
  refused: ReadonlySet<string>,
): Promise<Acted> {
  const { asker } = ground;
  const verb = 'problem' in command ? 'help' : command.verb;
  if (!allowed(verb, asker)) {
    // Whoever may not is told once, and does not make us write more.
    if (refused.has(asker.login)) return { done: false };
    return {
      done: false,
      text: 'That is for people who may push to this repository; the author of a pull request may ask to `scan`, `explain` and `help`.',
      remember: { refused: asker.login },
    };
  }
  if (!('problem' in command)) return act(command, ground);
  return { done: false, text: `${command.problem} \`/codepurify help\` shows what there is.` };
}

/** The summary and the check are to show what was ordered. */
async function follow(
  command: Command | NoCommand,
  { review, pull }: Pick<Ground, 'review' | 'pull'>,
): Promise<void> {
  if ('problem' in command || !pull.open) return;
  if (command.verb === 'ignore') await review(true);
  // A draft waits all the same, and what has been reviewed is not reviewed once more.
  if (command.verb === 'resume') await review(false);
}

/** The first comment of the thread that a comment on a diff stands in: only to that one GitHub takes answers. */
async function rootOf(at: Thread, comment: number): Promise<number | undefined> {
  try {
    const { data } = await at.octokit.rest.pulls.getReviewComment({ ...within(at), comment_id: comment });
    return data.in_reply_to_id ?? comment;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
