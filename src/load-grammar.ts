import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Parser } from 'web-tree-sitter';
import { createGrammar, type Grammar } from './code/grammar.ts';
import type { Language } from './code/language.ts';

/** The grammar's module in @repomix/tree-sitter-wasms and its query files in `grammars/`, in the order they are joined. */
export const GRAMMAR_FILES: Readonly<
  Record<Language, { readonly wasm: string; readonly queries: readonly string[] }>
> = {
  c: { wasm: 'c', queries: ['c-family', 'c'] },
  cpp: { wasm: 'cpp', queries: ['c-family', 'cpp'] },
  java: { wasm: 'java', queries: ['java'] },
  python: { wasm: 'python', queries: ['python'] },
  javascript: { wasm: 'javascript', queries: ['ecmascript', 'javascript'] },
  typescript: { wasm: 'typescript', queries: ['ecmascript', 'typescript'] },
  tsx: { wasm: 'tsx', queries: ['ecmascript', 'typescript'] },
  go: { wasm: 'go', queries: ['go'] },
  csharp: { wasm: 'c_sharp', queries: ['csharp'] },
  php: { wasm: 'php', queries: ['php'] },
  ruby: { wasm: 'ruby', queries: ['ruby'] },
  rust: { wasm: 'rust', queries: ['rust'] },
};

const require = createRequire(import.meta.url);
const loaded = new Map<Language, Promise<Grammar>>();
let runtime: Promise<void> | undefined;

/** Where the module of a grammar lies on this machine. */
export function grammarPath(language: Language): string {
  return require.resolve(`@repomix/tree-sitter-wasms/out/tree-sitter-${GRAMMAR_FILES[language].wasm}.wasm`);
}

/**
 * The grammar of a language, read once a process. Works from `src/` and from `dist/`, which both lie beside `grammars/`.
 * Rejects only where the installation lacks a file.
 */
export function loadGrammar(language: Language): Promise<Grammar> {
  let grammar = loaded.get(language);
  if (grammar === undefined) {
    grammar = read(language);
    grammar.catch(() => loaded.delete(language));
    loaded.set(language, grammar);
  }
  return grammar;
}

async function read(language: Language): Promise<Grammar> {
  runtime ??= Parser.init();
  const [wasm, queries] = await Promise.all([
    readFile(grammarPath(language)),
    Promise.all(
      GRAMMAR_FILES[language].queries.map((name) =>
        readFile(new URL(`../grammars/${name}.scm`, import.meta.url), 'utf8'),
      ),
    ),
    runtime,
  ]);
  return createGrammar(language, wasm, queries.join('\n'));
}
