import { readFileSync } from 'node:fs';
import type { Json } from './json.ts';

/** A request that GitHub's REST API knows. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required: boolean;
    readonly schema: Json;
  }[];
  /** Its objects are closed; null where the operation takes no body. */
  readonly body: Json;
  readonly bodyRequired: boolean;
  /** By status; null where an answer has no JSON body. */
  readonly responses: Readonly<Record<string, Json>>;
}

export interface Description {
  /** Package, version and file that it was taken from. */
  readonly source: string;
  readonly operations: readonly Operation[];
  /** Referred to as `github#/schemas/NAME`. */
  readonly schemas: Readonly<Record<string, Json>>;
}

/** The part of GitHub's own description that `write-openapi-subset.ts` keeps. */
export const openapi: Description = JSON.parse(
  readFileSync(new URL('fixtures/github-openapi.json', import.meta.url), 'utf8'),
);
