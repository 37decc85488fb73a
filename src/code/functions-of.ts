import { brokenFunctions, type Stretch } from './broken-functions.ts';
import { functionName } from './function-name.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';
import type { SourceFunction } from './source-function.ts';

/**
 * The functions of a file in order of position: the outermost ones and every method of its classes; what is nested in a
 * function belongs to that function. In C and C++ also those that did not parse.
 */
export function functionsOf(parsed: Parsed): readonly SourceFunction[] {
  const { language } = parsed.grammar;
  const sound = soundFunctions(parsed);
  const mend = parsed.errors.length > 0 && (language === 'c' || language === 'cpp');
  const lineAt = lineCounter(parsed.text);
  return (mend ? brokenFunctions(parsed, sound) : sound).map(({ range: [from, to], start, end }) => ({
    name: functionName(parsed, start, end),
    language,
    text: parsed.text.slice(from, to),
    from,
    to,
    startLine: lineAt(from),
    endLine: lineAt(Math.max(from, to - 1)),
  }));
}

function soundFunctions(parsed: Parsed): readonly Stretch[] {
  const found: Stretch[] = [];
  for (let node = 0; node < parsed.count; ) {
    const end = parsed.end[node] ?? node + 1;
    if (((parsed.roles[node] ?? 0) & (ROLES.function | ROLES.whole)) === 0) {
      node += 1;
      continue;
    }
    found.push({ range: [parsed.from[node] ?? 0, parsed.to[node] ?? 0], start: node, end });
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
