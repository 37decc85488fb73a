import { createHash } from 'node:crypto';

interface Identity {
  readonly victim: string;
  readonly file: string;
  readonly name: string;
  readonly code: string;
  /** Text of the trigger, of a poisoned function. */
  readonly trigger?: string;
}

/**
 * What stays the same when a function only moves: 32 hex digits of victim, path, name and the text of trigger
 * and function, white space aside. No line numbers are in it.
 */
export function fingerprint({ victim, file, name, code, trigger = '' }: Identity): string {
  const parts = [victim, file, name, plain(trigger), plain(code)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
