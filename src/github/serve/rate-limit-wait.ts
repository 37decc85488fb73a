import { z } from 'zod';

const LEAST = 60;
const MOST = 3_600;

const headersSchema = z.record(z.string(), z.unknown());

const errorSchema = z.object({
  message: z.string().catch(''),
  status: z.int().catch(0),
  response: z.object({ headers: headersSchema }).catch({ headers: {} }),
  /** Of an answer of GraphQL, whose `response` is the body alone. */
  headers: headersSchema.catch({}),
  errors: z.array(z.object({ type: z.string().optional() })).catch([]),
});

/**
 * How long GitHub wants us to wait, in seconds, between a minute and an hour;
 * undefined where an error is not about its rate limits.
 */
export function rateLimitWait(error: unknown, now: number = Date.now()): number | undefined {
  const read = errorSchema.safeParse(error).data;
  if (read === undefined) return undefined;
  const { status, message, errors } = read;
  const headers = { ...read.headers, ...read.response.headers };
  const spent = headers['x-ratelimit-remaining'] === '0';
  const limited =
    status === 429 ||
    (status === 403 && (spent || headers['retry-after'] !== undefined || /rate limit/i.test(message))) ||
    errors.some(({ type }) => type === 'RATE_LIMITED');
  if (!limited) return undefined;
  const asked = Number(headers['retry-after'] ?? Number.NaN);
  const reset = spent ? Number(headers['x-ratelimit-reset'] ?? Number.NaN) - now / 1000 : Number.NaN;
  const wait = Number.isFinite(asked) ? asked : Number.isFinite(reset) ? Math.ceil(reset) + 1 : LEAST;
  return Math.min(MOST, Math.max(LEAST, wait));
}
