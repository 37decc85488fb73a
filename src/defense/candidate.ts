import { applyEdits } from '../code/apply-edits.ts';
import type { Edit } from '../code/edit.ts';
import { parseFunction } from '../code/parse-function.ts';
import type { Parsed } from '../code/parsed.ts';
import type { Effect } from './outcome.ts';
import type { Side } from './subject.ts';

/** A function without its trigger that parses no worse than before, and that the victim has not been asked about. */
export interface Candidate {
  readonly code: string;
  readonly edits: readonly Edit[];
  readonly effect: Effect;
}

/**
 * The function after the edits, or undefined where they change nothing, where the parser finds a new error, or where
 * `sound` (asked of the tree after) says no.
 */
export function candidate(
  side: Side,
  edits: readonly Edit[],
  effect: Effect,
  sound: (after: Parsed) => boolean = () => true,
): Candidate | undefined {
  const code = applyEdits(side.text, edits);
  if (code === side.text) return undefined;
  const after = parseFunction(side.parsed.grammar, code);
  if ('reason' in after || after.errors.length > side.parsed.errors.length || !sound(after)) return undefined;
  return { code, edits, effect };
}
