import { applyEdits } from './apply-edits.ts';
import { bindingStructure } from './binding-structure.ts';
import { bindingsOf } from './bindings.ts';
import type { Edit } from './edit.ts';
import type { Element } from './element.ts';
import { ERROR_TYPE } from './grammar.ts';
import { holdsWord } from './holds-word.ts';
import { parseFunction } from './parse-function.ts';
import type { Parsed } from './parsed.ts';
import type { Refusal } from './refusal.ts';
import { reservedWords } from './reserved-words.ts';
import { ROLES } from './roles.ts';
import { TRAITS } from './traits.ts';

export interface Renaming {
  readonly edits: readonly Edit[];
  /** Others may know it by its name: the function's own name, or a parameter passed by name. */
  readonly exported: boolean;
}

/**
 * Gives what an identifier element stands for another name, at the tokens bound to it and nowhere else: fields, types
 * and labels of the same spelling stay (masking takes those too). Refused where the new name is not free in the whole
 * function, and where it cannot be told what a token is bound to.
 */
export function rename(parsed: Parsed, element: Element, newName: string): Renaming | Refusal {
  const name = element.text;
  const binding = bindingsOf(parsed).get(name);
  if (element.kind !== 'identifier' || binding === undefined)
    return { reason: `${name} is not declared here` };
  if (binding.outer) return { reason: `${name} is declared outside the function too` };
  const clash = nameFault(parsed, newName);
  if (clash !== undefined) return { reason: clash };
  const doubt = doubtOf(parsed, name, binding.exported);
  if (doubt !== undefined) return { reason: doubt };
  const { shorthand } = TRAITS[parsed.grammar.language];
  const edits = binding.tokens.map((node) => {
    const [from, to] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    const key = ((parsed.roles[node] ?? 0) & ROLES.shorthand) === 0 ? '' : `${name}${shorthand}`;
    return { from, to, text: key + newName };
  });
  return isSame(parsed, edits)
    ? { edits, exported: binding.exported }
    : { reason: `${name} is read in another way by the parser` };
}

/** Whether nothing but a name is changed by the edits. The doubts above should have seen to it; this proves it. */
function isSame(parsed: Parsed, edits: readonly Edit[]): boolean {
  const renamed = parseFunction(parsed.grammar, applyEdits(parsed.text, edits));
  return !('reason' in renamed) && bindingStructure(renamed) === bindingStructure(parsed);
}

/** Why the new name cannot be given to anything in this function. */
function nameFault(parsed: Parsed, name: string): string | undefined {
  const { grammar, text } = parsed;
  if (!TRAITS[grammar.language].name.test(name)) return `${name} is no name in ${grammar.language}`;
  if (reservedWords(grammar).taken.has(name)) return `${name} means something in ${grammar.language}`;
  for (let node = 0; node < parsed.count; node++) {
    const [from, to] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    const leaf = parsed.end[node] === node + 1;
    if (leaf && to - from === name.length && text.startsWith(name, from)) return `${name} is used already`;
    const hidden =
      ((parsed.roles[node] ?? 0) & ROLES.opaque) !== 0 || (leaf && parsed.type[node] === ERROR_TYPE);
    if (hidden && holdsWord(text, name, from, to)) return `${name} is used already`;
  }
  return undefined;
}

/** Why it cannot be told which tokens are bound to the name. */
function doubtOf(parsed: Parsed, name: string, exported: boolean): string | undefined {
  const { text } = parsed;
  for (let node = 0; node < parsed.count; node++) {
    const roles = parsed.roles[node] ?? 0;
    const [from, to] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    const type = parsed.type[node];
    if ((roles & ROLES.dynamic) !== 0) return 'names are made at run time here';
    const hidden = (roles & ROLES.opaque) !== 0 || (type === ERROR_TYPE && parsed.end[node] === node + 1);
    if (hidden && holdsWord(text, name, from, to)) return `${name} stands in text that cannot be parsed`;
    if ((roles & ROLES.word) === 0 || to - from !== name.length || !text.startsWith(name, from)) continue;
    if ((roles & ROLES.outer) !== 0) return `${name} is declared outside the function too`;
    if ((roles & ROLES.doubt) !== 0) return `${name} may stand for something else here`;
    if (exported && (roles & ROLES.argument) !== 0) return `${name} is passed by name`;
    const loose = parsed.type[parsed.parent[node] ?? 0] === ERROR_TYPE;
    if (loose && (roles & (ROLES.local | ROLES.name)) === 0)
      return `${name} stands in code with a syntax error`;
  }
  return undefined;
}
