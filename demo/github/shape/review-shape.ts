import type { Review } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import { accountShape } from './account-shape.ts';
import { association } from './association.ts';
import { isoTime } from './iso-time.ts';
import { nodeId } from './node-id.ts';
import { repositoryApiUrl, repositoryPage } from './urls.ts';

export function reviewShape(world: World, { id, pull, author, body, state, commit, submittedAt }: Review) {
  const html = `${repositoryPage(world, pull.repository)}/pull/${pull.number}#pullrequestreview-${id}`;
  const pullUrl = `${repositoryApiUrl(world, pull.repository)}/pulls/${pull.number}`;
  return {
    id,
    node_id: nodeId('PullRequestReview', id),
    user: accountShape(world, author),
    body,
    state,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: association(pull.repository, author),
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    ...(submittedAt && { submitted_at: isoTime(submittedAt) }),
    commit_id: commit,
  };
}
