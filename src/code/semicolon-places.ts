import { leavesOf } from './leaves-of.ts';
import { lowerBound } from './lower-bound.ts';
import type { Parsed } from './parsed.ts';
import { TRAITS } from './traits.ts';

/** Each place costs a parse. */
const MAX_PLACES = 3;
const MAX_ERROR = 200;

/**
 * Where a missing semicolon may be the cause of an error: at the ends of lines in front of and within short ERROR nodes,
 * after a token that can end a statement. The first few.
 */
export function semicolonPlaces(parsed: Parsed): readonly number[] {
  if (!TRAITS[parsed.grammar.language].semicolons) return [];
  const { text, errors } = parsed;
  const { all } = leavesOf(parsed);
  const places: number[] = [];
  for (const [from, to] of errors) {
    if (from === to || to - from > MAX_ERROR) continue;
    for (
      let leaf = lowerBound(all.length, (index) => (all[index]?.[0] ?? 0) >= from);
      leaf < all.length;
      leaf++
    ) {
      const start = all[leaf]?.[0] ?? 0;
      if (start > to || places.length >= MAX_PLACES) break;
      const end = all[leaf - 1]?.[1] ?? 0;
      const breaks = text.slice(end, start).includes('\n');
      if (breaks && !'{};,:'.includes(text[end - 1] ?? ';') && !places.includes(end)) places.push(end);
    }
  }
  return places;
}
