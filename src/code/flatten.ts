import type { Tree } from 'web-tree-sitter';
import type { Range } from './edit.ts';
import { ERROR_TYPE, type Grammar } from './grammar.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';

/**
 * Copies a tree out of WebAssembly. `place` gives the offset in `text` of an index of the parsed code. Nodes that reach
 * beyond the text into its context are left out and their children take their place. A node at `semicolon` that is
 * empty is one that was put there for the parser: it counts as missing.
 */
export function flatten(
  grammar: Grammar,
  text: string,
  tree: Tree,
  roles: ReadonlyMap<number, number>,
  place: (index: number) => number,
  semicolon: number | undefined,
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
    const start = place(cursor.startIndex);
    const stop = place(cursor.endIndex);
    const id = cursor.nodeTypeId;
    const inside = start >= 0 && stop <= text.length;
    if (id === ERROR_TYPE || (start === stop && (cursor.nodeIsMissing || start === semicolon))) {
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
  trim(bits, from, to, end, count);
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
    let bits = roles[node] ?? 0;
    if ((bits & ROLES.assigns) !== 0) assigned = Math.max(assigned, end[node] ?? 0);
    if (node < assigned) bits &= ~ROLES.local;
    if ((bits & ROLES.variable) !== 0) bits &= ~ROLES.member;
    roles[node] = bits;
  }
}

/** A node that ends with something missing ends with its last token, not behind the comments that follow it. */
function trim(roles: Uint32Array, from: Uint32Array, to: Uint32Array, end: Uint32Array, count: number): void {
  for (let node = 0; node < count; node++) {
    let last = (end[node] ?? 0) - 1;
    if (last <= node || from[last] !== to[last]) continue;
    const isNothing = () => from[last] === to[last] || ((roles[last] ?? 0) & ROLES.comment) !== 0;
    while (last > node && (end[last] !== last + 1 || isNothing())) last -= 1;
    if (last > node) to[node] = to[last] ?? 0;
  }
}
