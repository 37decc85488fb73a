import { REVIEWED_ACTIONS } from './job.ts';

/** Of each event the actions that may ask for something; undefined where it has none. */
const ACTED_ON: Readonly<Record<string, readonly (string | undefined)[]>> = {
  pull_request: REVIEWED_ACTIONS,
  issue_comment: ['created'],
  pull_request_review_comment: ['created'],
  check_run: ['rerequested', 'requested_action'],
  check_suite: ['rerequested'],
  merge_group: ['checks_requested'],
  push: [undefined],
  installation: ['deleted'],
  installation_repositories: ['removed'],
};

/** Whether a delivery may ask for something, as far as can be told without its payload. */
export function isActedOn(event: string, action: string | null): boolean {
  return Object.hasOwn(ACTED_ON, event) && (ACTED_ON[event] ?? []).includes(action ?? undefined);
}
