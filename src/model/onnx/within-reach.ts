import type { Hole, MaskedCode } from '../../code/masked-code.ts';

/**
 * How many characters of a code are read for so many tokens. No normal code has as many as 64 characters a
 * token; what comes after is outside the window, whatever white space stands before it.
 */
export function charactersFor(tokens: number): number {
  return 64 * (tokens + 1);
}

/**
 * The code without what no model of that window reads, so that ten megabytes are not carried to a process for
 * each masked variant. Every part stays: holes are counted, and something left over is still left over.
 */
export function withinReach(code: MaskedCode, maxLength: number): MaskedCode {
  const most = charactersFor(maxLength);
  let left = most;
  return code.map((part): string | Hole => {
    if (typeof part !== 'string') return { ...part, hidden: part.hidden.slice(0, most) };
    const kept = part.slice(0, Math.max(0, left) + 1);
    left -= part.length;
    return kept;
  });
}
