import { z } from 'zod';
import { addLabel, removeLabel } from '../act/change-pull-request.ts';
import { addIssueComment, deleteIssueComment, editIssueComment } from '../act/issue-comments.ts';
import { read, write } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { author, bodyOf, numberParam, param } from '../http/call.ts';
import { paged } from '../http/paged.ts';
import { notFound, Refusal, validationFailed } from '../http/refusal.ts';
import { created, json, noContent } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { issueCommentShape } from '../shape/issue-comment-shape.ts';
import { labelShape } from '../shape/label-shape.ts';
import type { IssueComment, PullRequest } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import { bodyProblem } from './body-text.ts';
import { pullOf } from './pull-of.ts';

const Text = z.object({ body: z.string() });
const Labels = z.object({ labels: z.array(z.string()) });
const either = ['issues', 'pull_requests'];
const issue = '/issues/{issue_number}';
const one = '/issues/comments/{comment_id}';

/** The conversation and the labels of a pull request, which is an issue there. */
export const issueRoutes: readonly Route[] = [
  repositoryRoute('get', `${issue}/comments`, read(...either), (call, repository) => {
    const target = pullOf(call, repository, 'issue_number');
    const since = call.url.searchParams.get('since');
    const comments = [...repository.issueComments.values()]
      .filter(({ pull }) => pull === target)
      .filter(({ updatedAt }) => since === null || updatedAt >= new Date(since));
    return paged(call, comments, (comment) => issueCommentShape(call.world, comment));
  }),
  repositoryRoute('post', `${issue}/comments`, write(...either), (call, repository) => {
    const target = pullOf(call, repository, 'issue_number');
    const { body } = bodyOf(call, Text);
    assertBody(body);
    call.limits.takeContent(call.actor);
    return created(issueCommentShape(call.world, addIssueComment(call.world, target, author(call), body)));
  }),
  repositoryRoute('get', one, read(...either), (call, repository) => {
    return json(issueCommentShape(call.world, commentOf(call, repository)));
  }),
  repositoryRoute('patch', one, write(...either), (call, repository) => {
    const comment = commentOf(call, repository);
    const { body } = bodyOf(call, Text);
    assertBody(body);
    editIssueComment(call.world, comment, body, author(call));
    return json(issueCommentShape(call.world, comment));
  }),
  repositoryRoute('delete', one, write(...either), (call, repository) => {
    deleteIssueComment(call.world, commentOf(call, repository), author(call));
    return noContent();
  }),
  repositoryRoute('get', `${issue}/labels`, read(...either), (call, repository) => {
    return labels(call, repository, pullOf(call, repository, 'issue_number'));
  }),
  repositoryRoute('post', `${issue}/labels`, write(...either), (call, repository) => {
    const target = pullOf(call, repository, 'issue_number');
    for (const name of bodyOf(call, Labels).labels) addLabel(call.world, target, name, author(call));
    return labels(call, repository, target);
  }),
  repositoryRoute('delete', `${issue}/labels/{name}`, write(...either), (call, repository) => {
    const target = pullOf(call, repository, 'issue_number');
    const removed = removeLabel(call.world, target, param(call, 'name'), author(call));
    if (!removed) throw new Refusal(404, 'Label does not exist');
    return labels(call, repository, target);
  }),
];

function labels(call: Call, repository: Repository, { labels }: PullRequest) {
  return json([...labels.values()].map((label) => labelShape(call.world, repository, label)));
}

function assertBody(body: string): void {
  const problem = bodyProblem(body);
  if (problem !== undefined) throw validationFailed('IssueComment', 'data', 'unprocessable', problem);
}

function commentOf(call: Call, repository: Repository): IssueComment {
  const comment = repository.issueComments.get(numberParam(call, 'comment_id'));
  if (comment === undefined) throw notFound();
  return comment;
}
