import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/code/language.ts';
import { GRAMMAR_FILES, grammarPath, loadGrammar } from '../../src/load-grammar.ts';

/** Of the modules in @repomix/tree-sitter-wasms 0.1.17: the queries are written for these very grammars. */
const SHA256: Readonly<Record<Language, string>> = {
  c: 'f0c308e7465d6af2e1de71426afbcb22ba33390227db950652808d248da03bf3',
  cpp: '212ed7c04c7a6e25702edf3148c2e65a096193fd8154f77a1c1ad1b940216d08',
  java: '84e70408b5f5e693f77768930ee0f56dd1a21f40b4bd63b16c39d477fceea60c',
  python: '36d25eee776af6293dc67bdf6f8f820af6a26bbc49e335cc4821dfd5a0dac685',
  javascript: '06ad932f038e999733c8aae0b7ff0c8bd22953c10a681d39c69c77e6e707c90e',
  typescript: '13677574a6375e1b12e98579850c55a4db5952ad8bacd673110007ac7cfd7e69',
  tsx: '28fd7df7f2531af8deefa41c42b1f38a42b16141f8864d335439704eaf6cb465',
  go: '7ca9e17e2b4fe236cb1d2386b0dfa897d7f13016cb88c1a5c8c1140719e5e514',
  csharp: 'fbb5de1f3c277c9a60fffd8ae485e231babda452ca788d301952e41d4c1a5888',
  php: '3e95620047070f70ecb900fb003a8e60d61cb32e7f3433f856f1e9183f872b9e',
  ruby: 'b98cfd3724adf318f7ebfb979f167c3b7470cb143384b51ac1fd3f47f9ba4039',
  rust: 'a96b69c6fdf9d75b7df225af7e3544443cbd91c518dff3d7864bbef2463f57f0',
};

describe.each(LANGUAGES)('%s', (language) => {
  it('has the grammar that its queries were written for', () => {
    expect(
      createHash('sha256')
        .update(readFileSync(grammarPath(language)))
        .digest('hex'),
    ).toBe(SHA256[language]);
  });

  it('loads, once', async () => {
    expect(await loadGrammar(language)).toBe(await loadGrammar(language));
  });

  it('has no node with more captures in one pattern than tree-sitter keeps', () => {
    for (const name of GRAMMAR_FILES[language].queries) {
      const queries = readFileSync(new URL(`../../grammars/${name}.scm`, import.meta.url), 'utf8');
      expect(queries).not.toMatch(/(@\w+\s+){3}@\w+/);
    }
  });
});
