import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

/**
 * Whether `X-Hub-Signature-256` was made from these very bytes with one of the secrets. How long the
 * answer takes tells nothing of the secrets, nor which of them it was.
 */
export function isSigned(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  if (!SIGNATURE.test(signature)) return false;
  const given = Buffer.from(signature.slice('sha256='.length), 'hex');
  let signed = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(body).digest();
    signed = timingSafeEqual(given, expected) || signed;
  }
  return signed;
}
