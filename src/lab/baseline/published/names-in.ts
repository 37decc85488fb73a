import { parse } from '../../../code/parse.ts';
import type { Parsed } from '../../../code/parsed.ts';
import { childrenOf } from './children-of.ts';
import { KEYWORDS, NO_NAMES } from './no-names.ts';

const COMMENT_OR_LITERAL = /\/\/[^\n]*|\/\*.*?\*\/|'(?:\\.|[^\\'])*'|"(?:\\.|[^\\"])*"/gs;
const DECLARATOR = /^(?:field_|type_)?identifier$|^primitive_type$|_declarator$/;
const PARAMETER = /^identifier$|_declarator$/;

/**
 * The names that the authors' script finds in a C function: those that its data flow starts from, unless the C or C++
 * library knows them, and the first word that is no keyword for the function's name, be it a type or a macro.
 *
 * Of declarations it knows the plain ones, pointers, arrays and parameters; so the x of `int x = 1;` is none. The x of `x++`
 * is one, whatever it is. The code is parsed without comments, and an escaped line break in a string breaks the string.
 */
export function namesIn({ grammar, text }: Parsed): ReadonlySet<string> {
  const bare = text
    .replaceAll('\\n', '\n')
    .replace(COMMENT_OR_LITERAL, (part) => (part[0] === '/' ? ' ' : part));
  const lines = bare.split('\n').filter((line) => line.trim() !== '');
  const parsed = parse(grammar, lines.join('\n'));
  const names = new Set('reason' in parsed ? [] : dataFlowNames(parsed).filter(isName));
  const first = firstWord(text);
  return first === undefined ? names : names.add(first);
}

function isName(text: string): boolean {
  return /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(text) && !NO_NAMES.has(text);
}

function firstWord(text: string): string | undefined {
  const bare = text.replaceAll(COMMENT_OR_LITERAL, ' ');
  return bare.match(/(?<!\w)[A-Za-z_]\w*/g)?.find((word) => !KEYWORDS.has(word));
}

function dataFlowNames(parsed: Parsed): readonly string[] {
  const typeOf = (node: number) => parsed.grammar.types[parsed.type[node] ?? 0] ?? '';
  const parentType = (node: number) => typeOf(parsed.parent[node] ?? 0);
  const textOf = (node: number) => parsed.text.slice(parsed.from[node], parsed.to[node]);
  const inner = (node: number, sort: RegExp) =>
    childrenOf(parsed, node).find((child) => sort.test(typeOf(child)));
  const names: string[] = [];
  for (let node = 0; node < parsed.count; ) {
    const type = typeOf(node);
    const end = parsed.end[node] ?? parsed.count;
    const isDeclarator = type === 'pointer_declarator' || type === 'array_declarator';
    if (isDeclarator && !inHead(node)) names.push(...leaves(inner(node, DECLARATOR)));
    else if (type === 'update_expression') names.push(...leaves(node));
    else if (type === 'parameter_declaration') names.push(...parameterName(node));
    else if (type !== 'assignment_expression') {
      if (type === 'identifier' && parentType(node) === 'declaration') names.push(textOf(node));
      node += 1;
      continue;
    }
    node = end;
  }
  return names;

  /** Whether this is the star of what a function returns. */
  function inHead(node: number): boolean {
    let above = node;
    while (parentType(above) === 'pointer_declarator') above = parsed.parent[above] ?? 0;
    return parentType(above) === 'function_definition';
  }

  function leaves(whole: number | undefined): readonly string[] {
    if (whole === undefined) return [];
    const found: string[] = [];
    for (let node = whole; node < (parsed.end[whole] ?? 0); node++) {
      const isLeaf = parsed.end[node] === node + 1 && parsed.grammar.named[parsed.type[node] ?? 0] === true;
      if (isLeaf && typeOf(node) !== 'comment') found.push(textOf(node));
    }
    return found;
  }

  function parameterName(parameter: number): readonly string[] {
    let node = inner(parameter, PARAMETER);
    while (node !== undefined && typeOf(node) !== 'identifier') {
      const type = typeOf(node);
      if (type === 'parenthesized_declarator') node = [...childrenOf(parsed, node)][1];
      else node = type === 'attributed_declarator' ? undefined : inner(node, PARAMETER);
    }
    return node === undefined ? [] : [textOf(node)];
  }
}
