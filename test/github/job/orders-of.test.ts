import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jobSchema } from '../../../src/github/job/job.ts';
import { ordersOf } from '../../../src/github/job/orders-of.ts';
import { ALL, changed, example } from '../example.ts';

const DELIVERY = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
const SHA = 'f'.repeat(40);
const common = {
  installation: 1,
  owner: 'Codertocat',
  repo: 'Hello-World',
  sender: 'Codertocat',
  delivery: DELIVERY,
};

function command(body: string, more: Readonly<Record<string, unknown>> = {}) {
  return changed(example('issue_comment', 'created'), {
    'installation.id': 1,
    'issue.pull_request': {},
    'comment.body': body,
    ...more,
  });
}

describe('a review is asked for when a pull request is', () => {
  test.each(['opened', 'synchronize', 'reopened', 'ready_for_review', 'labeled', 'unlabeled'])(
    '%s',
    (reason) => {
      const payload = changed(example('pull_request', reason), {
        'installation.id': 1,
        'pull_request.head.sha': SHA,
        'pull_request.number': 7,
        'pull_request.updated_at': '2026-11-21T10:00:00Z',
        'repository.name': 'Hello-World',
        'repository.owner.login': 'Codertocat',
      });
      expect(ordersOf('pull_request', DELIVERY, payload)).toEqual({
        kind: 'job',
        job: {
          kind: 'review',
          ...common,
          pull: 7,
          head: SHA,
          reason,
          force: false,
          updatedAt: '2026-11-21T10:00:00Z',
        },
      });
    },
  );
});

const asked: [string, string, Record<string, unknown>, Record<string, unknown>][] = [
  [
    'a command in the conversation',
    'issue_comment',
    command('/codepurify scan', { 'issue.number': 5, 'comment.id': 9 }),
    { kind: 'command', pull: 5, on: 'conversation', comment: 9, text: '/codepurify scan' },
  ],
  [
    'a command in the diff',
    'pull_request_review_comment',
    changed(example('pull_request_review_comment', 'created'), {
      'pull_request.number': 5,
      'comment.body': '\n/codepurify ignore abc: fine\n',
    }),
    { kind: 'command', pull: 5, on: 'diff', text: '/codepurify ignore abc: fine' },
  ],
  [
    'a button of our check run',
    'check_run',
    changed(example('check_run', 'requested_action'), {
      'check_run.head_sha': SHA,
      'check_run.external_id': 'pull 3',
      'check_run.pull_requests': [],
      'requested_action.identifier': 'scan-again',
    }),
    { kind: 'button', head: SHA, externalId: 'pull 3', pulls: [], identifier: 'scan-again' },
  ],
  [
    'a check run once more',
    'check_run',
    changed(example('check_run', 'rerequested'), { 'check_run.pull_requests': [{ number: 4 }] }),
    { kind: 'recheck', pulls: [4] },
  ],
  [
    'a suite once more',
    'check_suite',
    example('check_suite', 'rerequested'),
    { kind: 'recheck', externalId: '' },
  ],
  ['a merge queue', 'merge_group', example('merge_group', 'checks_requested'), { kind: 'merge-group' }],
  [
    'a merge queue of nobody',
    'merge_group',
    changed(example('merge_group', 'checks_requested'), { sender: undefined }),
    { kind: 'merge-group' },
  ],
  [
    'a push to the configuration',
    'push',
    changed(example('push'), {
      ref: 'refs/heads/trunk',
      after: SHA,
      deleted: false,
      'repository.default_branch': 'trunk',
      commits: [{ added: [], modified: ['.github/codepurify.yml'], removed: [] }],
    }),
    { kind: 'configuration', head: SHA, branch: 'trunk' },
  ],
];

test.each(asked)('%s is a job', (_, event, payload, expected) => {
  expect(ordersOf(event, DELIVERY, payload)).toMatchObject({ kind: 'job', job: expected });
});

test('an uninstalled App and a repository that is taken away are forgotten', () => {
  const gone = changed(example('installation', 'deleted'), { 'installation.id': 3 });
  expect(ordersOf('installation', DELIVERY, gone)).toEqual({ kind: 'forget', what: [{ installation: 3 }] });
  const removed = changed(example('installation_repositories', 'removed'), {
    'installation.id': 3,
    repositories_removed: [{ full_name: 'o/r' }],
  });
  expect(ordersOf('installation_repositories', DELIVERY, removed)).toEqual({
    kind: 'forget',
    what: [{ installation: 3, repository: { owner: 'o', repo: 'r' } }],
  });
});

const ignored: [string, string, Record<string, unknown>][] = [
  ['a closed pull request', 'pull_request', example('pull_request', 'closed')],
  [
    'another title',
    'pull_request',
    changed(example('pull_request', 'opened'), { action: 'edited', changes: { title: { from: 'x' } } }),
  ],
  ['a comment that is no command', 'issue_comment', command('I like /codepurify')],
  ['another program’s command', 'issue_comment', command('/codepurifyx scan')],
  [
    'a comment on an issue',
    'issue_comment',
    command('/codepurify scan', { 'issue.pull_request': undefined }),
  ],
  ['an edited comment', 'issue_comment', command('/codepurify scan', { action: 'edited' })],
  ['a bot’s comment', 'issue_comment', command('/codepurify scan', { 'comment.user.type': 'Bot' })],
  ['a bot’s deed', 'issue_comment', command('/codepurify scan', { 'sender.type': 'Bot' })],
  [
    'a finished check run',
    'check_run',
    changed(example('check_run', 'rerequested'), { action: 'completed' }),
  ],
  ['a push elsewhere', 'push', changed(example('push'), { ref: 'refs/heads/other' })],
  ['a new installation', 'installation', example('installation', 'created')],
  ['a ping', 'ping', { zen: 'Design for failure.' }],
  ['a payload that is not one', 'pull_request', { action: 'opened', pull_request: 'x' }],
  [
    'a name that is none',
    'pull_request',
    changed(example('pull_request', 'opened'), { 'repository.name': '../x' }),
  ],
];

test.each(ignored)('%s is nothing', (_, event, payload) => {
  expect(ordersOf(event, DELIVERY, payload).kind).toBe('nothing');
});

test('all of GitHub’s examples are understood, and every job can be read back', () => {
  for (const { event, payload } of ALL) {
    if (!('installation' in payload)) continue;
    const orders = ordersOf(event, DELIVERY, payload);
    expect(JSON.stringify(orders)).not.toContain('not understood');
    if (orders.kind === 'job')
      expect(jobSchema.parse(JSON.parse(JSON.stringify(orders.job)))).toEqual(orders.job);
  }
});

test('no payload makes it throw', () => {
  const events = ['pull_request', 'issue_comment', 'check_run', 'push', 'installation', 'nonsense'];
  fc.assert(
    fc.property(fc.constantFrom(...events), fc.jsonValue(), (event, payload) => {
      expect(['nothing', 'forget']).toContain(ordersOf(event, DELIVERY, payload).kind);
    }),
  );
});

test('a long command is cut', () => {
  const orders = ordersOf('issue_comment', DELIVERY, command(`/codepurify ignore x ${'y'.repeat(60_000)}`));
  expect(orders.kind === 'job' && orders.job.kind === 'command' && orders.job.text.length).toBe(2000);
});
