import { declaredNames } from '../src/code/declared-names.ts';
import type { Element } from '../src/code/element.ts';
import { ERROR_TYPE } from '../src/code/grammar.ts';
import type { Parsed } from '../src/code/parsed.ts';
import { ROLES } from '../src/code/roles.ts';

/** New names that must be refused for an element, by what is wrong with them: one of each kind that the function has. */
export function hostileNames(parsed: Parsed, element: Element): ReadonlyMap<string, string> {
  const names = new Map([
    ['its own name', element.text],
    ['a keyword', 'return'],
    ['no name', `2${element.text}`],
  ]);
  const declared = declaredNames(parsed);
  const add = (kind: string, name: string) => {
    if (name !== element.text && !names.has(kind)) names.set(kind, name);
  };
  for (let node = 0; node < parsed.count; node++) {
    const text = parsed.text.slice(parsed.from[node], parsed.to[node]);
    const roles = parsed.roles[node] ?? 0;
    const type = parsed.type[node] ?? 0;
    const above = parsed.grammar.types[parsed.type[parsed.parent[node] ?? 0] ?? 0] ?? '';
    if (parsed.end[node] !== node + 1) continue;
    if ((roles & ROLES.opaque) !== 0 || type === ERROR_TYPE)
      for (const word of text.match(/\b[A-Za-z_]\w*/g) ?? []) add('a word of unread text', word);
    if ((roles & ROLES.word) === 0) continue;
    const sort = parsed.grammar.types[type];
    if (declared.has(text)) add('another declared name', text);
    else if (sort === 'statement_identifier' || above === 'labeled_statement') add('a label', text);
    else if (sort === 'field_identifier' || above === 'field_access') add('a field', text);
    else if (sort === 'type_identifier') add('a type', text);
    else if (above === 'call_expression' || above === 'method_invocation') add('a called function', text);
    else if (/^[A-Z][A-Z0-9_]+$/.test(text)) add('a macro or constant', text);
    else add('a global', text);
  }
  return names;
}
