import type { ErrorObject, ValidateFunction } from 'ajv/dist/2019.js';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import type { Json } from './json.ts';
import { openapi } from './openapi.ts';

/** Most schemas are used a few times only, so that compiling them is what costs. */
const QUICK = { strict: false, allErrors: true, inlineRefs: false, code: { optimize: false } } as const;
const strict = withSchemas(new Ajv2019(QUICK));
/** For what arrives as text: a query's numbers and booleans. */
const lenient = withSchemas(new Ajv2019({ ...QUICK, coerceTypes: 'array' }));
const compiled = new Map<Json, ValidateFunction>();

/** What the schema says against the value, empty where nothing; each schema is compiled once. */
export function problemsOf(schema: Json, value: unknown, kind: 'json' | 'text' = 'json'): string[] {
  const known = compiled.get(schema) ?? (kind === 'json' ? strict : lenient).compile(Object(schema));
  compiled.set(schema, known);
  return known(value) ? [] : (known.errors ?? []).map(sentence);
}

function withSchemas(ajv: Ajv2019): Ajv2019 {
  addFormats.default(ajv);
  return ajv.addSchema({ schemas: openapi.schemas }, 'github');
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  const detail = Object.values(params).join(', ');
  return `${instancePath || 'it'} ${message} (${detail})`;
}
