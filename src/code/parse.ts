import { flatten } from './flatten.ts';
import type { Grammar } from './grammar.ts';
import type { Parsed, ParseFailure } from './parsed.ts';
import type { Context } from './traits.ts';

/** Longer texts are not parsed, in UTF-16 code units. */
export const MAX_LENGTH = 1_000_000;
/** Longest time of this thread for the tree of one text, in milliseconds. By the clock a busy machine would parse less. */
const MAX_TIME = 3_000;

const NO_CONTEXT: Context = { before: '', after: '' };

/**
 * The tree of a text. Bounded in size and time; a text with syntax errors has a tree too (see `errors`).
 * With `semicolon` it is parsed as if one stood at that offset; the one that is missing counts as an error.
 */
export function parse(
  grammar: Grammar,
  text: string,
  context: Context = NO_CONTEXT,
  semicolon?: number,
): Parsed | ParseFailure {
  if (text.length > MAX_LENGTH) return { reason: 'too large' };
  const { parser, query } = grammar;
  const deadline = threadTime() + MAX_TIME;
  const late = () => threadTime() > deadline;
  const code = semicolon === undefined ? text : `${text.slice(0, semicolon)};${text.slice(semicolon)}`;
  const tree = parser.parse(context.before + code + context.after, null, { progressCallback: late });
  if (tree === null) {
    parser.reset();
    return { reason: 'parse failed' };
  }
  const place = (index: number) => {
    const offset = index - context.before.length;
    return semicolon !== undefined && offset > semicolon ? offset - 1 : offset;
  };
  try {
    const roles = new Map<number, number>();
    for (const { name, node } of query.captures(tree.rootNode, { progressCallback: late })) {
      roles.set(node.id, (roles.get(node.id) ?? 0) | (grammar.roles.get(name) ?? 0));
    }
    return late() ? { reason: 'parse failed' } : flatten(grammar, text, tree, roles, place, semicolon);
  } finally {
    tree.delete();
  }
}

/** How long this thread has computed, in milliseconds. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
