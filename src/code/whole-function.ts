import { functionName } from './function-name.ts';
import type { Parsed } from './parsed.ts';
import type { SourceFunction } from './source-function.ts';

/** A text that is known to be one function, whatever the parser makes of it: broken code, a method without its class. */
export function wholeFunction(parsed: Parsed): SourceFunction {
  const { text } = parsed;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < text.length - 1; at = text.indexOf('\n', at + 1))
    lines += 1;
  return {
    name: functionName(parsed),
    language: parsed.grammar.language,
    text,
    from: 0,
    to: text.length,
    startLine: 1,
    endLine: lines,
  };
}
