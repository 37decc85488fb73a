/**
 * Writes `fixtures/github-openapi.json`: the part of GitHub's own OpenAPI description that the App can meet.
 *
 *     npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
 *     node test/judge/write-openapi-subset.ts package
 *
 * The package is far too big to be a dependency, so that only this part is kept, without its prose.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closed } from './closed.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';
import { makeNullable } from './make-nullable.ts';
import { operations } from './operations.ts';
import { plainSchema } from './plain-schema.ts';
import { nullableFields, repairs } from './repairs.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say where the unpacked @octokit/openapi lies.');
const read = (name: string): JsonObject => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const description = read('generated/api.github.com.json');
const { name, version } = read('package.json');

const schemas: Record<string, Json> = {};
const subset = operations.map(([method, path]) => operation(method, path));
for (const [schema, ...path] of nullableFields) schemas[schema] = makeNullable(schemas[schema] ?? {}, path);
const source = `${name} ${version} generated/api.github.com.json`;
const target = join(import.meta.dirname, 'fixtures', 'github-openapi.json');
writeFileSync(target, `${JSON.stringify({ source, operations: subset, schemas })}\n`);

function operation(method: string, path: string): JsonObject {
  const found = at(description, ['paths', path, method]);
  if (!isObject(found)) throw new Error(`${method} ${path} is not in the description.`);
  const parameters = array(found.parameters).map((raw) => {
    const { name, in: place, required, schema } = resolved(raw);
    return { name: name ?? null, in: place ?? null, required: required === true, schema: kept(schema ?? {}) };
  });
  const content = at(found, ['requestBody', 'content', 'application/json', 'schema']);
  const responses: Record<string, Json> = {};
  for (const [status, raw] of Object.entries(object(found.responses))) {
    const schema = at(resolved(raw), ['content', 'application/json', 'schema']);
    const repaired = repairs[`${method} ${path} ${status}`];
    responses[status] = schema === undefined ? null : kept(repaired ?? schema);
  }
  return {
    method,
    path,
    parameters,
    body: content === undefined ? null : closed(kept(content), (ref) => schemas[ref] ?? {}),
    bodyRequired: at(found, ['requestBody', 'required']) === true,
    responses,
  };
}

/** The schema without prose, its references and whatever these need kept beside it. */
function kept(raw: Json): Json {
  return plainSchema(raw, (ref) => {
    if (ref in schemas) return;
    schemas[ref] = {};
    schemas[ref] = kept(at(description, ['components', 'schemas', ref]) ?? {});
  });
}

function resolved(raw: Json): JsonObject {
  const ref = object(raw).$ref;
  return object(typeof ref === 'string' ? at(description, ref.slice(2).split('/')) : raw);
}

function at(value: Json, keys: readonly string[]): Json | undefined {
  let here: Json | undefined = value;
  for (const key of keys) here = isObject(here) ? here[key] : undefined;
  return here;
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function array(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
