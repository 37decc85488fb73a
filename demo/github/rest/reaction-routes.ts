import { z } from 'zod';
import { addReaction } from '../act/reactions.ts';
import { read, write } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { author, bodyOf, numberParam } from '../http/call.ts';
import { paged } from '../http/paged.ts';
import { notFound } from '../http/refusal.ts';
import { json, noContent } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { reactionShape } from '../shape/reaction-shape.ts';
import type { Reaction } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';

const NewReaction = z.object({
  content: z.enum(['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes']),
});

interface Reacted {
  readonly reactions: Map<number, Reaction>;
}

/** Emojis under comments of either kind. */
export const reactionRoutes: readonly Route[] = [
  ...routesBelow('/issues/comments/{comment_id}', ['issues', 'pull_requests'], ({ issueComments }, id) =>
    issueComments.get(id),
  ),
  ...routesBelow('/pulls/comments/{comment_id}', ['pull_requests'], ({ reviewComments }, id) =>
    reviewComments.get(id),
  ),
];

function routesBelow(
  path: string,
  any: readonly string[],
  find: (repository: Repository, id: number) => Reacted | undefined,
): readonly Route[] {
  const commentOf = (call: Call, repository: Repository): Reacted => {
    const comment = find(repository, numberParam(call, 'comment_id'));
    if (comment === undefined) throw notFound();
    return comment;
  };
  return [
    repositoryRoute('get', `${path}/reactions`, read(...any), (call, repository) => {
      const { reactions } = commentOf(call, repository);
      return paged(call, [...reactions.values()], (reaction) => reactionShape(call.world, reaction));
    }),
    repositoryRoute('post', `${path}/reactions`, write(...any), (call, repository) => {
      const { content } = bodyOf(call, NewReaction);
      const { reaction, fresh } = addReaction(call.world, commentOf(call, repository), author(call), content);
      return json(reactionShape(call.world, reaction), fresh ? 201 : 200);
    }),
    repositoryRoute('delete', `${path}/reactions/{reaction_id}`, write(...any), (call, repository) => {
      const gone = commentOf(call, repository).reactions.delete(numberParam(call, 'reaction_id'));
      if (!gone) throw notFound();
      return noContent();
    }),
  ];
}
