/** Where it takes deliveries. */
export const WEBHOOK_PATH = '/api/github/webhooks';

/** What the App asks for, by GitHub's names, and what is lost without it. As in app.yml. */
export const APP_PERMISSIONS: Readonly<
  Record<string, { readonly level: 'read' | 'write'; readonly lost: string }>
> = {
  metadata: { level: 'read', lost: 'nothing can be read' },
  contents: {
    level: 'write',
    lost: 'apply commits nothing, and threads of findings that are gone stay open',
  },
  pull_requests: { level: 'write', lost: 'no comment can be written' },
  checks: { level: 'write', lost: 'there is no check run' },
  issues: { level: 'read', lost: 'commands in the conversation are not heard' },
  merge_queues: { level: 'read', lost: 'merge queues wait for their check in vain' },
};

/** The webhook events that the App acts on. */
export const APP_EVENTS = [
  'pull_request',
  'issue_comment',
  'pull_request_review_comment',
  'check_run',
  'check_suite',
  'merge_group',
  'push',
] as const;
