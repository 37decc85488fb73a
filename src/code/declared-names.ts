import type { Parsed } from './parsed.ts';
import { reservedWords } from './reserved-words.ts';
import { ROLES } from './roles.ts';

const DECLARES = ROLES.local | ROLES.outer | ROLES.name;

/** Every name that the function declares or is: parameters, locals, nested ones too, and its own name. */
export function declaredNames(parsed: Parsed): ReadonlySet<string> {
  const reserved = reservedWords(parsed.grammar);
  const names = new Set<string>();
  for (let node = 0; node < parsed.count; node++) {
    const roles = parsed.roles[node] ?? 0;
    if ((roles & DECLARES) === 0 || (roles & ROLES.word) === 0) continue;
    const name = parsed.text.slice(parsed.from[node], parsed.to[node]);
    if (name !== '' && !reserved.has(name)) names.add(name);
  }
  return names;
}
