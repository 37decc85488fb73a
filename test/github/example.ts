import { createRequire } from 'node:module';
import { z } from 'zod';

export type Payload = Record<string, unknown>;

const eventsSchema = z.array(
  z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }),
);
/** It is JSON, which Node imports otherwise than vitest does. */
const events = eventsSchema.parse(createRequire(import.meta.url)('@octokit/webhooks-examples'));

export const ALL: readonly { readonly event: string; readonly payload: Payload }[] = events.flatMap(
  ({ name, examples }) => examples.map((payload) => ({ event: name, payload })),
);

/** A real payload of an event, of an installation. */
export function example(event: string, action?: string): Payload {
  const found = ALL.find(
    ({ event: name, payload }) => name === event && payload.action === action && 'installation' in payload,
  );
  if (found === undefined) throw new Error(`There is no example of ${event} ${action}.`);
  return structuredClone(found.payload);
}

/** The payload with other values, given by paths such as `pull_request.head.sha`. */
export function changed(payload: Payload, values: Readonly<Record<string, unknown>>): Payload {
  const copy = structuredClone(payload);
  for (const [path, value] of Object.entries(values)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let at: Payload = copy;
    for (const name of names) {
      if (typeof at[name] !== 'object' || at[name] === null) at[name] = {};
      at = at[name] as Payload;
    }
    at[last] = value;
  }
  return copy;
}

const HEADS = { a: 'a'.repeat(40), b: 'b'.repeat(40), c: 'c'.repeat(40) };

/** A pull request with the head `a`, `b` or `c`, updated in that order. */
export function pullRequest(
  action: string,
  pull: number,
  head: keyof typeof HEADS,
  more: Readonly<Record<string, unknown>> = {},
): Payload {
  return changed(example('pull_request', action), {
    'installation.id': 1,
    'pull_request.number': pull,
    'pull_request.head.sha': HEADS[head],
    'pull_request.updated_at': `2026-11-21T10:00:0${'abc'.indexOf(head)}Z`,
    ...more,
  });
}

export function headOf(head: keyof typeof HEADS): string {
  return HEADS[head];
}
