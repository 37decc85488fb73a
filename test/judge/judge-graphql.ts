import type { GraphQLError } from 'graphql';
import { getVariableValues, parse, validate } from 'graphql';
import { githubSchema } from '../../demo/github/graphql/github-schema.ts';
import type { Exchange } from '../../demo/github/http/exchange.ts';
import { isObject } from './json.ts';

/** What GitHub's GraphQL schema says against a request: its fields, its arguments, its variables. */
export function judgeGraphql({ body }: Exchange): string[] {
  if (!isObject(body) || typeof body.query !== 'string') return ['GraphQL: there is no query'];
  const { query, variables } = body;
  const schema = githubSchema();
  const document = parse(query);
  const problems: readonly GraphQLError[] = validate(schema, document);
  if (problems.length > 0) return problems.map(({ message }) => `GraphQL: ${message}`);
  const operations = document.definitions.filter((one) => one.kind === 'OperationDefinition');
  return operations.flatMap(({ variableDefinitions = [] }) => {
    const { errors = [] } = getVariableValues(
      schema,
      variableDefinitions,
      isObject(variables) ? variables : {},
    );
    return errors.map(({ message }) => `GraphQL: ${message}`);
  });
}
