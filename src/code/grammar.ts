import { Parser, Query, Language as Wasm } from 'web-tree-sitter';
import type { Language } from './language.ts';
import { isRole, ROLES } from './roles.ts';

/** A loaded grammar with its queries. Made once a language and kept for the life of the process. */
export interface Grammar {
  readonly language: Language;
  readonly parser: Parser;
  readonly query: Query;
  /** Bit of each capture of the query, by the capture's name. */
  readonly roles: ReadonlyMap<string, number>;
  /** Whether a node type is named, by its id: the others are keywords, operators and punctuation. */
  readonly named: readonly boolean[];
  /** Node type names by id. */
  readonly types: readonly string[];
  /** The words that the grammar itself knows as keywords. */
  readonly keywords: ReadonlySet<string>;
}

/** Node type id of ERROR in every grammar. */
export const ERROR_TYPE = 65535;

/**
 * A grammar from the bytes of its WebAssembly module and the text of its queries. `Parser.init` must have run.
 * Throws where the module is not a grammar or a query names what the grammar does not have: both are faults of the
 * package, never of the input.
 */
export async function createGrammar(language: Language, wasm: Uint8Array, queries: string): Promise<Grammar> {
  const loaded = await Wasm.load(wasm);
  const parser = new Parser();
  parser.setLanguage(loaded);
  const query = new Query(loaded, queries);
  const roles = new Map<string, number>();
  for (const name of query.captureNames) {
    if (isRole(name)) roles.set(name, ROLES[name]);
    else if (!name.startsWith('_'))
      throw new Error(`grammars: ${language} captures @${name}, which is no role`);
  }
  const types = loaded.types.map((type) => type ?? '');
  const named = types.map((_, id) => loaded.nodeTypeIsNamed(id));
  const keywords = new Set(types.filter((type, id) => !named[id] && /^[A-Za-z_]{2,}$/.test(type)));
  return { language, parser, query, roles, named, types, keywords };
}
