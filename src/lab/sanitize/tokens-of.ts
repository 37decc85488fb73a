import type { Parsed } from '../../code/parsed.ts';
import { ROLES } from '../../code/roles.ts';
import type { Abstraction } from './abstraction.ts';

/** A token of code as each abstraction writes it; an empty text where it leaves it out. */
export type Token = Readonly<Record<Abstraction, string>> & { readonly from: number };

const NUMBER = /^[+-]?\.?\d/;
const BRACKETS = new Set(['(', ')', '[', ']', '{', '}', ';', ',']);

const known = new WeakMap<Parsed, readonly Token[]>();

/** The tokens of a function in order of position, without comments; a string or character literal is one. */
export function tokensOf(parsed: Parsed): readonly Token[] {
  let tokens = known.get(parsed);
  if (tokens === undefined) {
    tokens = collect(parsed);
    known.set(parsed, tokens);
  }
  return tokens;
}

function collect(parsed: Parsed): readonly Token[] {
  const tokens: Token[] = [];
  for (let node = 0; node < parsed.count; node++) {
    const roles = parsed.roles[node] ?? 0;
    const [from, to] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    const end = parsed.end[node] ?? node + 1;
    const type = parsed.grammar.types[parsed.type[node] ?? 0] ?? '';
    const literal = (roles & ROLES.string) !== 0 || /^char(acter)?_literal$/.test(type);
    if ((roles & ROLES.comment) !== 0) {
      node = end - 1;
      continue;
    }
    if (from === to || (end !== node + 1 && !literal)) continue;
    const wording = parsed.text.slice(from, to).trim();
    if (wording === '') continue;
    const before = tokens.at(-1);
    if (NUMBER.test(wording) && isSign(tokens)) {
      tokens[tokens.length - 1] = { from: before?.from ?? 0, wording: before?.wording ?? '', ...UNWRITTEN };
    }
    tokens.push({ from, wording, ...abstracted(wording, literal, (roles & ROLES.word) !== 0) });
    node = end - 1;
  }
  return tokens;
}

const UNWRITTEN = { values: '', names: '', shape: '' };

function abstracted(wording: string, literal: boolean, word: boolean): Omit<Token, 'from' | 'wording'> {
  if (literal) return { values: '""', names: '""', shape: '""' };
  if (NUMBER.test(wording)) return { values: '1', names: '1', shape: '1' };
  if (word) return { values: wording, names: 'x', shape: 'x' };
  if (BRACKETS.has(wording)) return { values: wording, names: wording, shape: wording };
  return { values: wording, names: wording, shape: /^\w/.test(wording) ? 'word' : '~' };
}

/** Whether the last token is the sign of a number that follows: some grammars make it a token of its own. */
function isSign(tokens: readonly Token[]): boolean {
  const [before, last] = tokens.slice(-2);
  if (last === undefined || before === undefined || !/^[+-]$/.test(last.wording)) return false;
  return before.names !== 'x' && before.names !== '1' && !/^[)\]]$/.test(before.wording);
}
