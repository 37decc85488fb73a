import { applyEdits } from './apply-edits.ts';
import { bindingsOf } from './bindings.ts';
import { parseFunction } from './parse-function.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';
import { TRAITS } from './traits.ts';

/**
 * The tree in words, with each bound name replaced by the place of its first token: equal for two texts exactly if they
 * differ in the names of bindings and in white space only. Shorthands are compared written out.
 */
export function bindingStructure(parsed: Parsed): string {
  const tree = written(parsed);
  const numbers = new Map<number, number>();
  for (const { tokens } of bindingsOf(tree).values()) {
    for (const token of tokens) numbers.set(token, tokens[0] ?? token);
  }
  const words: string[] = [];
  for (let node = 0; node < tree.count; node++) {
    const number = numbers.get(node);
    const leaf = tree.end[node] === node + 1;
    const content =
      number !== undefined ? `#${number}` : leaf ? tree.text.slice(tree.from[node], tree.to[node]) : '';
    words.push(`${tree.type[node]} ${tree.end[node]} ${JSON.stringify(content)}`);
  }
  return words.join('\n');
}

/** The tree of the same code with `{ x }` written as `{ x: x }`. */
function written(parsed: Parsed): Parsed {
  const { shorthand } = TRAITS[parsed.grammar.language];
  const edits = [];
  for (let node = 0; node < parsed.count; node++) {
    if (((parsed.roles[node] ?? 0) & ROLES.shorthand) === 0) continue;
    const [from, to] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    edits.push({ from, to: from, text: `${parsed.text.slice(from, to)}${shorthand}` });
  }
  if (edits.length === 0) return parsed;
  const long = parseFunction(parsed.grammar, applyEdits(parsed.text, edits));
  return 'reason' in long ? parsed : long;
}
