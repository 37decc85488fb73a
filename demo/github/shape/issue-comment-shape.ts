import type { IssueComment } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import { accountShape } from './account-shape.ts';
import { association } from './association.ts';
import { isoTime } from './iso-time.ts';
import { nodeId } from './node-id.ts';
import { reactionsShape } from './reaction-shape.ts';
import { repositoryApiUrl, repositoryPage } from './urls.ts';

export function issueCommentShape(world: World, comment: IssueComment) {
  const { id, pull, author, body, createdAt, updatedAt, reactions } = comment;
  const api = repositoryApiUrl(world, pull.repository);
  const url = `${api}/issues/comments/${id}`;
  return {
    url,
    html_url: `${repositoryPage(world, pull.repository)}/pull/${pull.number}#issuecomment-${id}`,
    issue_url: `${api}/issues/${pull.number}`,
    id,
    node_id: nodeId('IssueComment', id),
    user: accountShape(world, author),
    created_at: isoTime(createdAt),
    updated_at: isoTime(updatedAt),
    author_association: association(pull.repository, author),
    body,
    reactions: reactionsShape(url, reactions),
    performed_via_github_app: null,
  };
}
