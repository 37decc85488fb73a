import { z } from 'zod';
import type { Ignore } from '../../review/ignore.ts';

const orderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ignore'),
    fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
    reason: z.string().max(2_000),
    author: z.string(),
  }),
  z.object({ kind: z.literal('pause'), author: z.string() }),
  z.object({ kind: z.literal('resume'), author: z.string() }),
]);

/** What somebody who may told us to do at a pull request from then on. */
export type StandingOrder = z.infer<typeof orderSchema>;

/** All that was ordered, the last word counting. */
export interface StandingOrders {
  readonly ignored: ReadonlyMap<string, Ignore>;
  /** Who paused the reviews. */
  readonly pausedBy: string | undefined;
}

const MARKER = /^<!-- codepurify:order ([A-Za-z0-9_-]{1,8000}) -->/;

/** The first line of our answer to an order. It keeps the order: no database is needed to remember it. */
export function orderMarker(order: StandingOrder): string {
  return `<!-- codepurify:order ${Buffer.from(JSON.stringify(order)).toString('base64url')} -->`;
}

/** Reads the orders out of our own comments, the oldest first. */
export function standingOrders(comments: readonly { readonly body: string }[]): StandingOrders {
  const ignored = new Map<string, Ignore>();
  let pausedBy: string | undefined;
  for (const { body } of comments) {
    const order = orderIn(body);
    if (order?.kind === 'ignore') {
      const { fingerprint, reason, author } = order;
      ignored.set(fingerprint, { reason, by: { kind: 'command', author } });
    } else if (order !== undefined) pausedBy = order.kind === 'pause' ? order.author : undefined;
  }
  return { ignored, pausedBy };
}

function orderIn(body: string): StandingOrder | undefined {
  const encoded = MARKER.exec(body)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return orderSchema.safeParse(JSON.parse(Buffer.from(encoded, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
