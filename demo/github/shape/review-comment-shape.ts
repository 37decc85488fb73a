import { currentPlace } from '../pull/current-place.ts';
import type { ReviewComment } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import { accountShape } from './account-shape.ts';
import { association } from './association.ts';
import { isoTime } from './iso-time.ts';
import { nodeId } from './node-id.ts';
import { reactionsShape } from './reaction-shape.ts';
import { repositoryApiUrl, repositoryPage } from './urls.ts';

/** `line` is null once the lines commented on have changed, `original_line` stays. */
export function reviewCommentShape(world: World, comment: ReviewComment) {
  const { id, thread, review, author, body, createdAt, updatedAt, reactions, replyTo } = comment;
  const { pull, anchor } = thread;
  const api = repositoryApiUrl(world, pull.repository);
  const [url, pullUrl] = [`${api}/pulls/comments/${id}`, `${api}/pulls/${pull.number}`];
  const html = `${repositoryPage(world, pull.repository)}/pull/${pull.number}#discussion_r${id}`;
  const { place } = anchor;
  const now = currentPlace(thread);
  return {
    url,
    pull_request_review_id: review.id,
    id,
    node_id: nodeId('PullRequestReviewComment', id),
    diff_hunk: anchor.diffHunk,
    path: anchor.path,
    commit_id: now === undefined ? anchor.commit : pull.head.sha,
    original_commit_id: anchor.commit,
    user: accountShape(world, author),
    body,
    created_at: isoTime(createdAt),
    updated_at: isoTime(updatedAt),
    html_url: html,
    pull_request_url: pullUrl,
    author_association: association(pull.repository, author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    reactions: reactionsShape(url, reactions),
    start_line: now?.startLine ?? null,
    original_start_line: place?.startLine ?? null,
    start_side: place?.startSide ?? null,
    line: now?.line ?? null,
    original_line: place?.line ?? null,
    side: place?.side ?? 'RIGHT',
    original_position: place?.position ?? 1,
    position: now?.position ?? (place === undefined ? 1 : null),
    subject_type: place === undefined ? 'file' : 'line',
    ...(replyTo && { in_reply_to_id: replyTo.id }),
  };
}
