import { isOwnName } from './is-own-name.ts';
import type { Parsed } from './parsed.ts';
import { reservedWords } from './reserved-words.ts';
import { ROLES } from './roles.ts';

/**
 * The node that holds the function's own name, among those from `start` up to `end`. Where the head of the function did
 * not parse (an implicit `int`, a macro in it) it is the first word before a parenthesis that a brace follows with no semicolon between.
 */
export function ownName(parsed: Parsed, start = 0, end = parsed.count): number | undefined {
  for (let node = start; node < end; node++) {
    if (((parsed.roles[node] ?? 0) & ROLES.name) !== 0 && isOwnName(parsed, node, start)) return node;
  }
  const { keywords } = reservedWords(parsed.grammar);
  let word: number | undefined;
  let called: number | undefined;
  for (let node = start; node < end; node++) {
    if (parsed.end[node] !== node + 1 || parsed.from[node] === parsed.to[node]) continue;
    const text = parsed.text.slice(parsed.from[node], parsed.to[node]);
    if (text === '{') return called;
    if (text === ';') return undefined;
    if (text === '(') called ??= word;
    word = ((parsed.roles[node] ?? 0) & ROLES.word) !== 0 && !keywords.has(text) ? node : undefined;
  }
  return undefined;
}
