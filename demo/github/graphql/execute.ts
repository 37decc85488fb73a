import type { ExecutionResult, GraphQLError } from 'graphql';
import { graphqlSync } from 'graphql';
import { z } from 'zod';
import type { Call } from '../http/call.ts';
import { Refusal } from '../http/refusal.ts';
import type { Reply } from '../http/reply.ts';
import { json } from '../http/reply.ts';
import { githubSchema } from './github-schema.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';

const Request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Answers a GraphQL request: as on GitHub errors come with status 200, their type beside their message. */
export function execute(call: Call): Reply {
  if (call.actor.kind === 'nobody') throw new Refusal(401, 'This endpoint requires you to be authenticated.');
  const read = Request.safeParse(call.body);
  if (!read.success) throw new Refusal(400, 'A query attribute must be specified and must be a string.');
  const { query, variables, operationName } = read.data;
  const result: ExecutionResult = graphqlSync({
    schema: githubSchema(),
    source: query,
    rootValue: { ...queries(call), ...mutations(call) },
    variableValues: variables ?? null,
    operationName: operationName ?? null,
  });
  const { data, errors } = result;
  return json({ ...(data !== undefined && { data }), ...(errors && { errors: errors.map(errorShape) }) });
}

function errorShape({ extensions, path, locations, message }: GraphQLError) {
  const type = extensions.type;
  return { ...(typeof type === 'string' && { type }), ...(path && { path }), locations, message };
}
