import type { Exchange } from '../../demo/github/http/exchange.ts';
import type { Json } from './json.ts';
import type { Operation } from './openapi.ts';
import { openapi } from './openapi.ts';
import { ownRules } from './own-rules.ts';
import { problemsOf } from './validator.ts';

/** Their value may hold slashes. */
const LONG = new Set(['path', 'ref', 'basehead', 'branch']);
const BASIC_ERROR = { $ref: 'github#/schemas/basic-error' };

const known = openapi.operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }));
const querySchemas = new Map(openapi.operations.map((operation) => [operation, querySchemaOf(operation)]));

/** What GitHub's OpenAPI description, and the rules that it lacks, say against a request. */
export function judgeRequest(exchange: Exchange): string[] {
  const operation = operationOf(exchange);
  if (operation === undefined) return ['GitHub is not known to have this'];
  const query: Record<string, unknown> = Object.fromEntries(exchange.query);
  return [
    ...prefixed('query', problemsOf(querySchemas.get(operation) ?? {}, query, 'text')),
    ...prefixed('body', bodyProblems(operation, exchange)),
    ...ownRules(operation, exchange),
  ];
}

/** What the description says against an answer; answers that were asked to fail are not judged. */
export function judgeAnswer(exchange: Exchange): string[] {
  const operation = operationOf(exchange);
  const { status, answer, fault } = exchange;
  if (operation === undefined || fault?.answer !== undefined || Buffer.isBuffer(answer)) return [];
  const schema = operation.responses[String(status)];
  if (schema === undefined && status < 400) return [`status ${status} is not described`];
  if (schema === undefined) return prefixed('answer', problemsOf(BASIC_ERROR, answer));
  if (schema === null) return answer === undefined ? [] : ['answer: there is to be none'];
  // Undefined parts are left out when the answer is sent.
  return prefixed('answer', problemsOf(schema, JSON.parse(JSON.stringify(answer ?? null))));
}

function operationOf({ method, path }: Exchange): Operation | undefined {
  const fits = known.filter(
    ({ operation, pattern }) => operation.method.toUpperCase() === method && pattern.test(path),
  );
  const fixed = ({ path }: Operation) => path.split('/').filter((word) => !word.startsWith('{')).length;
  return fits.map(({ operation }) => operation).sort((a, b) => fixed(b) - fixed(a))[0];
}

function bodyProblems({ body: schema, bodyRequired }: Operation, { body, headers }: Exchange): string[] {
  if (body === undefined) return bodyRequired ? ['it is missing'] : [];
  if (schema === null) return ['this takes none'];
  const type = headers['content-type'] ?? '';
  return type.startsWith('application/json') ? problemsOf(schema, body) : [`its type is ${type}`];
}

function querySchemaOf({ parameters }: Operation): Json {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  return {
    type: 'object',
    properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
    required: query.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, (_, name) => (LONG.has(name) ? '.+' : '[^/]+'))}$`);
}

function prefixed(where: string, problems: readonly string[]): string[] {
  return problems.map((problem) => `${where}: ${problem}`);
}
