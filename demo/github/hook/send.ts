import type { Delivery, Hook, Outcome } from './delivery.ts';

/** GitHub waits no longer. */
const PATIENCE = 10_000;

/** Posts a delivery as GitHub does; never throws. */
export async function send(hook: Hook, delivery: Delivery, signature: string, app: number): Promise<Outcome> {
  const start = performance.now();
  const outcome = await post(hook, delivery, signature, app).catch((error: unknown) => ({
    status: 0,
    body: error instanceof Error ? error.message : String(error),
  }));
  return { ...outcome, seconds: (performance.now() - start) / 1000 };
}

async function post({ url }: Hook, { body, event, guid }: Delivery, signature: string, app: number) {
  const response = await fetch(url, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/stand-in',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-github-hook-installation-target-type': 'integration',
      'x-github-hook-installation-target-id': String(app),
      'x-hub-signature-256': signature,
    },
  });
  return { status: response.status, body: await response.text() };
}
