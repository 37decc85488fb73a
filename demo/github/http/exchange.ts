import type { Actor } from '../world/installation.ts';
import type { Fault } from './faults.ts';

/** A request and what it was answered with; no token stands in it. */
export interface Exchange {
  readonly at: Date;
  readonly method: string;
  /** Behind `/api/v3`; `/graphql` for GraphQL. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly actor: Actor['kind'];
  /** As JSON, else as text; undefined without one. */
  readonly body: unknown;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  readonly answer: unknown;
  /** What was done to it on request. */
  readonly fault: Fault | undefined;
}
