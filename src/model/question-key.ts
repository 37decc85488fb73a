import { createHash } from 'node:crypto';
import type { MaskedCode } from '../code/masked-code.ts';

/** What a question is known by in a record: equal for equal methods and texts, however the texts are split. */
export function questionKey(
  method: 'classify' | 'generate' | 'likelihood',
  codes: readonly MaskedCode[],
): string {
  const plain = codes.map((code) => {
    const parts: (string | readonly [string, string])[] = [];
    for (const part of code) {
      const last = parts.at(-1);
      if (typeof part !== 'string') parts.push([part.as, part.hidden]);
      else if (typeof last === 'string') parts[parts.length - 1] = last + part;
      else if (part !== '') parts.push(part);
    }
    return parts;
  });
  return createHash('sha256')
    .update(JSON.stringify([method, plain]))
    .digest('base64url');
}
