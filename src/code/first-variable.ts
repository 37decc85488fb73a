import { declaredNames } from './declared-names.ts';
import { functionName } from './function-name.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';

/** The first parameter or local that the function declares, in order of position. */
export function firstVariable(fn: Parsed): string | undefined {
  const declared = declaredNames(fn);
  const own = functionName(fn);
  for (let node = 0; node < fn.count; node++) {
    if (((fn.roles[node] ?? 0) & ROLES.local) === 0) continue;
    const name = fn.text.slice(fn.from[node], fn.to[node]);
    if (name !== own && declared.has(name)) return name;
  }
  return undefined;
}
