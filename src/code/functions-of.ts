import { functionName } from './function-name.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';
import type { SourceFunction } from './source-function.ts';

/**
 * The functions of a file in order of position: the outermost ones and every method of its classes; what is nested in a
 * function belongs to that function.
 */
export function functionsOf(parsed: Parsed): readonly SourceFunction[] {
  const found: SourceFunction[] = [];
  const lineAt = lineCounter(parsed.text);
  for (let node = 0; node < parsed.count; ) {
    const roles = parsed.roles[node] ?? 0;
    if ((roles & (ROLES.function | ROLES.whole)) === 0) {
      node += 1;
      continue;
    }
    const [from, to, end] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0, parsed.end[node] ?? node + 1];
    found.push({
      name: functionName(parsed, node, end),
      language: parsed.grammar.language,
      text: parsed.text.slice(from, to),
      from,
      to,
      startLine: lineAt(from),
      endLine: lineAt(Math.max(from, to - 1)),
    });
    node = end;
  }
  return found;
}

/** Counts lines from where it was asked before; what it is asked for must not fall. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next !== -1 && next < offset) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}
