import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { APP_EVENTS } from '../app-needs.ts';
import { ordersOf } from '../job/orders-of.ts';
import type { Queue } from '../queue/queue.ts';
import type { Answer } from './answer.ts';
import { isSigned } from './is-signed.ts';
import type { Log } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { readBody } from './read-body.ts';
import { untilKept } from './until-kept.ts';

const ID = /^[\w-]{1,100}$/;

/** Events that are counted by their names. */
const EVENTS: ReadonlySet<string> = new Set([
  ...APP_EVENTS,
  'installation',
  'installation_repositories',
  'ping',
]);

export interface Receiver {
  readonly queue: Pick<Queue, 'accept' | 'answersAgain'>;
  /** The present one, and during a rotation the one before. Never empty. */
  readonly secrets: readonly [string, ...string[]];
  readonly metrics: Pick<Metrics, 'delivery'>;
  readonly log: Log;
}

/**
 * Takes a delivery: says 202 only once what it asks for is kept, or where it asks for nothing.
 * Of a payload nothing is looked at before its signature was found right, and nothing of it is ever logged.
 */
export async function receive(request: IncomingMessage, receiver: Receiver): Promise<Answer> {
  const { metrics } = receiver;
  const read = readHeaders(request.headers);
  if ('refusal' in read) {
    metrics.delivery('unknown', read.refusal.status === 415 ? 'not JSON' : 'headers missing');
    return read.refusal;
  }
  const body = await readBody(request);
  switch (body.kind) {
    case 'too large':
      metrics.delivery('unknown', 'too large');
      return { status: 413, text: 'A delivery has 25 MB at most.' };
    case 'too much at once':
      metrics.delivery('unknown', 'too much at once');
      return { status: 503, text: 'Too much is being received at once: send it again later.' };
    case 'broken off':
      metrics.delivery('unknown', 'broken off');
      return { status: 400, text: 'The request broke off.' };
    case 'read':
      return verified(read, body.bytes, receiver);
  }
}

interface Headers {
  readonly event: string;
  readonly delivery: string;
  readonly signature: string;
}

function readHeaders(headers: IncomingHttpHeaders): Headers | { readonly refusal: Answer } {
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) {
    return refused(415, 'Set the content type of the webhook to application/json.');
  }
  const event = headers['x-github-event'];
  const delivery = headers['x-github-delivery'];
  const signature = headers['x-hub-signature-256'];
  if (typeof event !== 'string' || !ID.test(event)) return refused(400, 'X-GitHub-Event is missing.');
  if (typeof delivery !== 'string' || !ID.test(delivery)) {
    return refused(400, 'X-GitHub-Delivery is missing.');
  }
  if (typeof signature !== 'string') {
    return refused(400, 'X-Hub-Signature-256 is missing: set a secret for the webhook.');
  }
  return { event, delivery, signature };
}

function refused(status: number, text: string): { readonly refusal: Answer } {
  return { refusal: { status, text } };
}

async function verified(
  { event, delivery, signature }: Headers,
  bytes: Buffer,
  { queue, secrets, metrics, log }: Receiver,
): Promise<Answer> {
  const label = EVENTS.has(event) ? event : 'other';
  if (!isSigned(bytes, signature, secrets)) {
    // The event and the delivery are claims of somebody unknown.
    metrics.delivery('unknown', 'bad signature');
    log.warn({ bytes: bytes.length }, 'A delivery has a wrong signature');
    return { status: 401, text: 'The signature is wrong.' };
  }
  const about = log.child({ delivery, event });
  const payload = parsed(bytes);
  if (payload === undefined) {
    metrics.delivery(label, 'not JSON');
    return { status: 400, text: 'The body is not JSON.' };
  }
  const orders = ordersOf(event, delivery, payload.value);
  if (orders.kind === 'nothing') {
    metrics.delivery(label, 'ignored');
    about.info({ why: orders.why }, 'delivery ignored');
    return { status: 202, text: 'Nothing to do.' };
  }
  try {
    const result = await untilKept(() => queue.accept(delivery, orders), queue.answersAgain, about);
    metrics.delivery(label, result);
    about.info({ order: orders.kind === 'job' ? orders.job.kind : orders.kind }, `delivery ${result}`);
    return { status: 202, text: result === 'accepted' ? 'Accepted.' : 'Accepted before.' };
  } catch (err) {
    metrics.delivery(label, 'lost');
    about.error({ err }, 'A delivery could not be kept; have GitHub send it again');
    return { status: 503, text: 'The queue is not available: send it again.' };
  }
}

function parsed(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return undefined;
  }
}
