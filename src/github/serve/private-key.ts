import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

export type PrivateKey =
  | { readonly kind: 'key'; readonly pem: string }
  | { readonly kind: 'problem'; readonly problem: string };

/** The key of the App: PEM as it is, with `\n` written out, or in Base64, or in the file at `path`. Never quoted. */
export function privateKey(value: string | undefined, path: string | undefined): PrivateKey {
  if (value !== undefined) return checked(value, 'PRIVATE_KEY');
  if (path === undefined) {
    return {
      kind: 'problem',
      problem:
        'PRIVATE_KEY is missing: set it to the private key of the App, or PRIVATE_KEY_PATH to the file that GitHub gave you.',
    };
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {
      kind: 'problem',
      problem: 'PRIVATE_KEY_PATH cannot be read: set it to the private key file that GitHub gave you.',
    };
  }
  return checked(text, 'the file at PRIVATE_KEY_PATH');
}

function checked(value: string, name: string): PrivateKey {
  const plain = value.trim().replaceAll('\\n', '\n');
  const pem = plain.startsWith('-----') ? plain : Buffer.from(plain, 'base64').toString('utf8');
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') return { kind: 'key', pem };
  } catch {
    // Said below, without OpenSSL's words.
  }
  return {
    kind: 'problem',
    problem: `${name} is not an RSA private key: give the PEM file that GitHub made for the App, as it is or in Base64.`,
  };
}
