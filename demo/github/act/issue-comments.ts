import { issueCommentShape } from '../shape/issue-comment-shape.ts';
import { issueShape } from '../shape/issue-shape.ts';
import type { Account } from '../world/account.ts';
import type { IssueComment, PullRequest } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';

/** Adds a comment to the conversation of a pull request and tells the App. */
export function addIssueComment(
  world: World,
  pull: PullRequest,
  author: Account,
  body: string,
): IssueComment {
  const now = world.now();
  const comment: IssueComment = {
    id: world.nextId(),
    pull,
    author,
    createdAt: now,
    updatedAt: now,
    reactions: new Map(),
    body,
    minimized: undefined,
  };
  pull.repository.issueComments.set(comment.id, comment);
  tell(world, comment, 'created', author);
  return comment;
}

export function editIssueComment(world: World, comment: IssueComment, body: string, by: Account): void {
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = world.now();
  tell(world, comment, 'edited', by, { changes: { body: { from } } });
}

export function deleteIssueComment(world: World, comment: IssueComment, by: Account): void {
  comment.pull.repository.issueComments.delete(comment.id);
  tell(world, comment, 'deleted', by);
}

function tell(world: World, comment: IssueComment, action: string, sender: Account, more: object = {}): void {
  const { repository } = comment.pull;
  const payload = {
    issue: issueShape(world, comment.pull),
    comment: issueCommentShape(world, comment),
    ...more,
  };
  world.emit({ name: 'issue_comment', action, repository, sender, payload });
}
