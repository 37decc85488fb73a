import type { Tree } from 'web-tree-sitter';
import type { Range } from './edit.ts';
import { ERROR_TYPE, type Grammar } from './grammar.ts';
import type { Parsed, ParseFailure } from './parsed.ts';
import { ROLES } from './roles.ts';
import type { Context } from './traits.ts';

/** Longer texts are not parsed, in UTF-16 code units. */
export const MAX_LENGTH = 2_000_000;
/** Longest time for the tree of one text, in milliseconds. */
const MAX_TIME = 3_000;

const NO_CONTEXT: Context = { before: '', after: '' };

/** The tree of a text. Bounded in size and time; a text with syntax errors has a tree too (see `errors`). */
export function parse(grammar: Grammar, text: string, context: Context = NO_CONTEXT): Parsed | ParseFailure {
  if (text.length > MAX_LENGTH) return { reason: 'too large' };
  const { parser, query } = grammar;
  const deadline = performance.now() + MAX_TIME;
  const late = () => performance.now() > deadline;
  const tree = parser.parse(context.before + text + context.after, null, { progressCallback: late });
  if (tree === null) {
    parser.reset();
    return { reason: 'parse failed' };
  }
  try {
    const roles = new Map<number, number>();
    for (const { name, node } of query.captures(tree.rootNode, { progressCallback: late })) {
      roles.set(node.id, (roles.get(node.id) ?? 0) | (grammar.roles.get(name) ?? 0));
    }
    return late() ? { reason: 'parse failed' } : flatten(grammar, text, tree, roles, context.before.length);
  } finally {
    tree.delete();
  }
}

/** Nodes that reach beyond the snippet into its context are left out and their children take their place. */
function flatten(
  grammar: Grammar,
  text: string,
  tree: Tree,
  roles: ReadonlyMap<number, number>,
  shift: number,
): Parsed {
  const room = tree.rootNode.descendantCount + 1;
  const type = new Uint16Array(room);
  const from = new Uint32Array(room);
  const to = new Uint32Array(room);
  const parent = new Int32Array(room);
  const end = new Uint32Array(room);
  const bits = new Uint32Array(room);
  const errors: Range[] = [];
  const cursor = tree.walk();
  type[0] = cursor.nodeTypeId;
  to[0] = text.length;
  parent[0] = -1;
  bits[0] = roles.get(cursor.nodeId) ?? 0;
  if (type[0] === ERROR_TYPE) errors.push([0, text.length]);
  let count = 1;
  /** Index of each ancestor of the cursor; a left-out one shares its parent's. */
  const path = [0];
  let descending = cursor.gotoFirstChild();
  while (descending) {
    const above = path[path.length - 1] ?? 0;
    const start = cursor.startIndex - shift;
    const stop = cursor.endIndex - shift;
    const id = cursor.nodeTypeId;
    const inside = start >= 0 && stop <= text.length;
    if (id === ERROR_TYPE || (start === stop && cursor.nodeIsMissing)) {
      errors.push([Math.max(0, start), Math.max(0, Math.min(text.length, stop))]);
    }
    let here = above;
    if (inside) {
      here = count++;
      type[here] = id;
      from[here] = start;
      to[here] = stop;
      parent[here] = above;
      bits[here] = roles.get(cursor.nodeId) ?? 0;
    }
    if (cursor.gotoFirstChild()) {
      path.push(here);
      continue;
    }
    end[here] = count;
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent() || path.length === 1) {
        descending = false;
        break;
      }
      const closed = path.pop() ?? 0;
      if (closed !== (path[path.length - 1] ?? 0)) end[closed] = count;
    }
  }
  end[0] = count;
  cursor.delete();
  settle(bits, end, count);
  return {
    grammar,
    text,
    count,
    type: type.subarray(0, count),
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    parent: parent.subarray(0, count),
    end: end.subarray(0, count),
    roles: bits.subarray(0, count),
    errors,
  };
}

/** Carries out the roles that only change others. */
function settle(roles: Uint32Array, end: Uint32Array, count: number): void {
  let assigned = 0;
  for (let node = 0; node < count; node++) {
    const bits = roles[node] ?? 0;
    if ((bits & ROLES.assigns) !== 0) assigned = Math.max(assigned, end[node] ?? 0);
    if (node < assigned) roles[node] = bits & ~ROLES.local;
    if ((bits & ROLES.variable) !== 0) roles[node] = bits & ~ROLES.member;
  }
}
