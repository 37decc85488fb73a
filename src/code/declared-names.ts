import { bindingsOf } from './bindings.ts';
import type { Parsed } from './parsed.ts';
/** Every name that the function declares or is: parameters, locals, nested ones too, and its own name. */
export function declaredNames(parsed: Parsed): ReadonlySet<string> {
  return new Set(bindingsOf(parsed).keys());
}
