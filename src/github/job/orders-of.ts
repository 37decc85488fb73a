import type { z } from 'zod';
import { CONFIG_FILE } from '../../config/config.ts';
import { findCommand } from '../commands/find-command.ts';
import { type Job, jobSchema, REVIEWED_ACTIONS } from './job.ts';
import * as payloads from './payloads.ts';

/** Everything that is kept of an installation, or of one repository of it, is to be dropped. */
export interface Forget {
  readonly installation: number;
  readonly repository?: { readonly owner: string; readonly repo: string };
}

/** What a delivery asks for. */
export type Orders =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'forget'; readonly what: readonly [Forget, ...Forget[]] }
  | { readonly kind: 'nothing'; readonly why: string };

const REVIEWED: readonly string[] = REVIEWED_ACTIONS;

/** What is to be done about an event. `payload` comes from GitHub, but need not look as we know it. */
export function ordersOf(event: string, delivery: string, payload: unknown): Orders {
  switch (event) {
    case 'pull_request':
      return read(payloads.pullRequest, payload, ({ action, changes, pull_request: pull, ...from }) =>
        // Of edits only another base matters: other files are changed then, and another configuration holds.
        REVIEWED.includes(action) && (action !== 'edited' || changes?.base !== undefined)
          ? job(delivery, from, {
              kind: 'review',
              pull: pull.number,
              head: pull.head.sha,
              reason: action,
              force: false,
              updatedAt: pull.updated_at,
            })
          : nothing(action),
      );
    case 'issue_comment':
      return read(payloads.issueComment, payload, ({ action, issue, comment, ...from }) =>
        issue.pull_request
          ? command(action, issue.number, 'conversation', comment, from)
          : nothing('an issue'),
      );
    case 'pull_request_review_comment':
      return read(payloads.reviewComment, payload, ({ action, pull_request: pull, comment, ...from }) =>
        command(action, pull.number, 'diff', comment, from),
      );
    case 'check_run':
      return read(payloads.checkRun, payload, ({ action, check_run: run, requested_action, ...from }) => {
        const checked = { ...checkedBy(run), externalId: run.external_id ?? '' };
        if (action === 'rerequested') return job(delivery, from, { kind: 'recheck', ...checked });
        if (action !== 'requested_action' || !requested_action) return nothing(action);
        const { identifier } = requested_action;
        return job(delivery, from, { kind: 'button', ...checked, checkRun: run.id, identifier });
      });
    case 'check_suite':
      return read(payloads.checkSuite, payload, ({ action, check_suite: suite, ...from }) =>
        action === 'rerequested'
          ? job(delivery, from, { kind: 'recheck', ...checkedBy(suite), externalId: '' })
          : nothing(action),
      );
    case 'merge_group':
      return read(payloads.mergeGroup, payload, ({ action, merge_group: group, ...from }) =>
        action === 'checks_requested'
          ? job(delivery, from, {
              kind: 'merge-group',
              head: group.head_sha,
              base: group.base_sha,
              ref: group.head_ref,
            })
          : nothing(action),
      );
    case 'push':
      return read(payloads.push, payload, ({ ref, after, deleted, commits, ...from }) => {
        const branch = from.repository.default_branch;
        if (deleted || ref !== `refs/heads/${branch}`) return nothing('not the default branch');
        const touched = commits.some((commit) =>
          [commit.added, commit.modified, commit.removed].some((paths) => paths.includes(CONFIG_FILE)),
        );
        return touched
          ? job(delivery, from, { kind: 'configuration', head: after, branch })
          : nothing('not the configuration');
      });
    case 'installation':
      return read(payloads.installation, payload, ({ action, installation: { id } }) =>
        action === 'deleted' ? forget([{ installation: id }]) : nothing(action),
      );
    case 'installation_repositories':
      return read(payloads.installationRepositories, payload, ({ installation: { id }, ...changed }) =>
        forget(
          changed.repositories_removed.map(({ full_name }) => {
            const [owner = '', repo = ''] = full_name.split('/');
            return { installation: id, repository: { owner, repo } };
          }),
        ),
      );
    default:
      return nothing('not an event that we act on');
  }

  function command(
    action: string,
    pull: number,
    on: 'conversation' | 'diff',
    comment: z.infer<typeof payloads.comment>,
    from: z.infer<typeof payloads.origin>,
  ): Orders {
    if (action !== 'created') return nothing(action);
    // Our own comments among them, which quote commands.
    if (from.sender.type === 'Bot' || comment.user?.type === 'Bot') return nothing('written by a bot');
    const text = findCommand(comment.body);
    if (text === undefined) return nothing('not a command');
    return job(delivery, from, { kind: 'command', pull, on, comment: comment.id, text });
  }
}

function read<T>(schema: z.ZodType<T>, payload: unknown, orders: (read: T) => Orders): Orders {
  const result = schema.safeParse(payload);
  return result.success ? orders(result.data) : notUnderstood(result.error);
}

function job(
  delivery: string,
  { installation, repository, sender }: z.infer<typeof payloads.origin>,
  rest: Readonly<Record<string, unknown>>,
): Orders {
  const result = jobSchema.safeParse({
    ...rest,
    installation: installation.id,
    owner: repository.owner.login,
    repo: repository.name,
    sender: sender.login,
    delivery,
  });
  return result.success ? { kind: 'job', job: result.data } : notUnderstood(result.error);
}

function checkedBy({
  head_sha: head,
  pull_requests: pulls,
}: {
  readonly head_sha: string;
  readonly pull_requests: readonly { readonly number: number }[];
}) {
  return { head, pulls: pulls.map(({ number }) => number) };
}

function forget(what: readonly Forget[]): Orders {
  const [first, ...rest] = what;
  return first ? { kind: 'forget', what: [first, ...rest] } : nothing('no repository was taken away');
}

function nothing(why: string): Orders {
  return { kind: 'nothing', why };
}

/** Says where the payload differs from what we know, and never what stands there. */
function notUnderstood(error: z.ZodError): Orders {
  const where = error.issues[0]?.path.join('.') ?? '';
  return nothing(`not understood${where === '' ? '' : ` at ${where}`}`);
}
