import { schema } from '@octokit/graphql-schema';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';

let built: GraphQLSchema | undefined;

/** GitHub's whole schema, built once; two fields stand in it twice, hence it is taken as valid. */
export function githubSchema(): GraphQLSchema {
  built ??= buildSchema(schema.idl, { assumeValidSDL: true });
  return built;
}
