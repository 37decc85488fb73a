import type { Grammar } from './grammar.ts';
import { parse } from './parse.ts';
import type { Parsed, ParseFailure } from './parsed.ts';
import { ROLES } from './roles.ts';
import { semicolonPlaces } from './semicolon-places.ts';
import { type Context, TRAITS } from './traits.ts';

/**
 * The tree of a text that is one function, also where it is no program by itself: a method without its class, PHP
 * without `<?php`. Offsets are within the text. What does not parse by itself is tried in the contexts of its language,
 * and the tree with the fewest errors is kept. A statement without its semicolon, which the parser would join with the
 * next one, is a statement of its own where that leaves fewer errors.
 */
export function parseFunction(grammar: Grammar, text: string): Parsed | ParseFailure {
  let best = parse(grammar, text);
  if ('reason' in best) return best;
  let around: Context | undefined;
  for (const context of TRAITS[grammar.language].contexts) {
    if (best.errors.length === 0 && hasFunction(best)) return best;
    const other = parse(grammar, text, context);
    if ('reason' in other || !isBetter(other, best)) continue;
    best = other;
    around = context;
  }
  for (const place of semicolonPlaces(best)) {
    const other = parse(grammar, text, around, place);
    // The missing semicolon is itself one of its errors.
    if (!('reason' in other) && other.errors.length <= best.errors.length) return other;
  }
  return best;
}

function isBetter(a: Parsed, b: Parsed): boolean {
  const found = Number(hasFunction(a)) - Number(hasFunction(b));
  return found > 0 || (found === 0 && a.errors.length < b.errors.length);
}

function hasFunction(parsed: Parsed): boolean {
  return parsed.roles.some((roles) => (roles & ROLES.function) !== 0);
}
