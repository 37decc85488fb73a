import { bodyStart } from './body-start.ts';
import type { Parsed } from './parsed.ts';
import type { NotPlanted, Planted } from './planted.ts';

/**
 * The function with a statement right behind the opening brace of its body, and nothing between it and what followed
 * the brace. The white space before it is that of the published data sets: a blank line in C, a line end in Java.
 */
export function insertStatement(fn: Parsed, statement: string): Planted | NotPlanted {
  const at = bodyStart(fn);
  if (at === undefined) return { reason: 'no opening brace' };
  const lead = fn.grammar.language === 'java' ? '\n    ' : '\n\n    ';
  const from = at + lead.length;
  return {
    code: fn.text.slice(0, at) + lead + statement + fn.text.slice(at),
    trigger: { kind: 'statement', text: statement, ranges: [[from, from + statement.length]] },
  };
}
