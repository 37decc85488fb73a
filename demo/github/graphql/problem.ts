import { GraphQLError } from 'graphql';
import { Refusal } from '../http/refusal.ts';

/** An error of one field, with the type that GitHub puts beside its message. */
export function problem(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** What access control throws for REST, as GraphQL says it. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  return problem(error.status === 404 ? 'NOT_FOUND' : 'FORBIDDEN', error.message);
}
