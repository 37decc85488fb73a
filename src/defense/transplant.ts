import type { Element } from '../code/element.ts';
import { firstVariable } from '../code/first-variable.ts';
import { functionName } from '../code/function-name.ts';
import { insertStatement } from '../code/insert-statement.ts';
import type { Parsed } from '../code/parsed.ts';
import { renameWords } from '../code/rename-words.ts';

/** Longer statements are not planted, in UTF-16 units: sixteen copies of one that nobody reads need not be made. */
const MAX_LENGTH = 20_000;

/**
 * Another function with the element of `from` in it: a statement behind the opening brace of its body; a name in place of
 * its first variable, or of its own name where that is what the element is. `there` where that name stands in it already; undefined where the
 * element cannot be planted.
 */
export function transplant(
  element: Element,
  from: Parsed,
  into: Parsed,
): { readonly code: string } | 'there' | undefined {
  const { kind, text } = element;
  if (text.length > MAX_LENGTH) return undefined;
  switch (kind) {
    case 'statement': {
      const planted = insertStatement(into, text);
      return 'reason' in planted ? undefined : planted;
    }
    case 'identifier': {
      const replaced = functionName(from) === text ? functionName(into) : firstVariable(into);
      const planted = renameWords(into, replaced, text);
      if ('code' in planted) return planted;
      return planted.reason === 'the new name is taken' ? 'there' : undefined;
    }
    default:
      return undefined;
  }
}
