import type { Language } from './language.ts';

/** How a language spells the names of variables and functions, as regular expressions of one character each. */
interface NameRule {
  readonly first: string;
  readonly later: string;
}

const unicode: NameRule = { first: '\\p{ID_Start}_', later: '\\p{ID_Continue}' };
const dollar: NameRule = { first: '\\p{ID_Start}_$', later: '\\p{ID_Continue}$' };

/** Each by its language's reference. Marks before a name (`$` in PHP, `@` in Ruby) are no part of it. */
const RULES: Readonly<Record<Language, NameRule>> = {
  c: unicode,
  cpp: unicode,
  java: dollar,
  python: unicode,
  javascript: dollar,
  typescript: dollar,
  tsx: dollar,
  go: { first: '\\p{L}_', later: '\\p{L}\\p{Nd}_' },
  csharp: unicode,
  php: { first: 'A-Za-z_\\u{80}-\\u{10ffff}', later: 'A-Za-z0-9_\\u{80}-\\u{10ffff}' },
  // A capital would make a constant of a variable.
  ruby: { first: '\\p{Ll}_', later: '\\p{L}\\p{M}\\p{Nd}_' },
  rust: unicode,
};

/** As the paper's filter has it, for every language. */
const PAPER: NameRule = { first: 'A-Za-z0-9_', later: 'A-Za-z0-9_' };

/** Tests of texts: whether one can be a name, or the middle of one. */
export interface NameTest {
  isName(text: string): boolean;
  isPart(text: string): boolean;
}

const MOST = 255;

/** Stands for what is half a character, as in tokens of single bytes. */
const BROKEN = '\ufffd';

/** The language's own rule for names (keywords apart), or that of the paper. */
export function nameTest(language: Language, rule: 'language' | 'paper' = 'language'): NameTest {
  const { first, later } = rule === 'paper' ? PAPER : RULES[language];
  const name = new RegExp(`^[${first}][${later}]*$`, 'u');
  const part = new RegExp(`^[${later}]+$`, 'u');
  return {
    isName: (text) => text.length <= MOST && name.test(text) && !text.includes(BROKEN),
    isPart: (text) => text.length <= MOST && part.test(text) && !text.includes(BROKEN),
  };
}
