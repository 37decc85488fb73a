import { randomUUID } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { WEBHOOK_PATH } from '../../../src/github/app-needs.ts';

export const SECRET = 'a secret for tests';

/** Sends a delivery as GitHub does. */
export async function deliver(
  port: number,
  event: string,
  payload: unknown,
  { delivery = String(randomUUID()), secret = SECRET } = {},
): Promise<Response> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return fetch(`http://localhost:${port}${WEBHOOK_PATH}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-hub-signature-256': await sign(secret, body),
    },
    body,
  });
}
