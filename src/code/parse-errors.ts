import type { Range } from './edit.ts';
import type { Parsed } from './parsed.ts';

/** Where the parser found something it did not expect (a range) or missed something (an empty range), by position. */
export function parseErrors(parsed: Parsed): readonly Range[] {
  return parsed.errors;
}
