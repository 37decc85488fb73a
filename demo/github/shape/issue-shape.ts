import type { PullRequest } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import { nodeId } from './node-id.ts';
import { pullRequestSimpleShape } from './pull-request-shape.ts';
import { reactionsShape } from './reaction-shape.ts';
import { repositoryApiUrl } from './urls.ts';

/** A pull request as the issue that it is too; `pull_request` tells the two apart. */
export function issueShape(world: World, pull: PullRequest) {
  const repository = repositoryApiUrl(world, pull.repository);
  const url = `${repository}/issues/${pull.number}`;
  const shape = pullRequestSimpleShape(world, pull);
  const { html_url, number, title, user, labels, state, locked, assignee, assignees, milestone } = shape;
  const { created_at, updated_at, closed_at, merged_at, author_association, body, draft } = shape;
  const comments = [...pull.repository.issueComments.values()].filter((comment) => comment.pull === pull);
  return {
    url,
    repository_url: repository,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number,
    title,
    user,
    labels,
    state,
    locked,
    assignee,
    assignees,
    milestone,
    comments: comments.length,
    created_at,
    updated_at,
    closed_at,
    author_association,
    active_lock_reason: null,
    draft,
    pull_request: {
      url: shape.url,
      html_url,
      diff_url: shape.diff_url,
      patch_url: shape.patch_url,
      merged_at,
    },
    body,
    reactions: reactionsShape(url, new Map()),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
  };
}
