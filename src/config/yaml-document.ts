import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Place } from './problem.ts';

/** Characters of a configuration, at most: some of what a YAML parser does grows with the square of it. */
export const MOST_CHARACTERS = 16_384;
/** References to anchors, at most, and how often one may be repeated through others. */
export const MOST_ALIASES = 20;

export type KeyPath = readonly PropertyKey[];

interface Remark extends Place {
  readonly message: string;
}

export type YamlDocument =
  | { readonly ok: false; readonly error: Remark }
  | {
      readonly ok: true;
      /** Plain data; undefined where the text says nothing. */
      readonly value: unknown;
      readonly warnings: readonly Remark[];
      /** Where the value of a key stands, or the key itself; or else what it should stand in. */
      readonly placeOf: (path: KeyPath, what: 'key' | 'value') => Place;
    };

const START: Place = { line: 1, column: 1 };

/** Reads a YAML text that may be hostile: its size, its depth (by the parser) and its references are bounded. */
export function yamlDocument(text: string, most: number = MOST_CHARACTERS): YamlDocument {
  const failed = (message: string, place = START): YamlDocument => ({
    ok: false,
    error: { ...place, message },
  });
  if (text.length > most) {
    return failed(`the file has ${text.length} characters; more than ${most} are not read`);
  }
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
  });
  // What follows the first error is mostly its consequence.
  const [error] = document.errors;
  if (error) return failed(`this is not valid YAML (${sentence(error.message)})`, at(error.pos[0]));
  const alias = badAlias(document);
  if (alias) return failed(alias.message, at(alias.offset));
  try {
    return {
      ok: true,
      value: document.toJS({ maxAliasCount: MOST_ALIASES }),
      warnings: document.warnings.map(({ message, pos }) => ({ ...at(pos[0]), message: sentence(message) })),
      placeOf: (path, what) => at(offsetOf(document.contents, path, what)),
    };
  } catch (cause) {
    if (cause instanceof ReferenceError) return failed(TOO_MANY);
    throw cause;
  }
}

const TOO_MANY = `more than ${MOST_ALIASES} references (*name) are not followed: write the values out`;

function badAlias(document: Document): { readonly message: string; readonly offset: number } | undefined {
  let count = 0;
  let bad: ReturnType<typeof badAlias>;
  visit(document, {
    Alias(_key, alias) {
      count += 1;
      const offset = alias.range?.[0] ?? 0;
      if (count > MOST_ALIASES) bad = { message: TOO_MANY, offset };
      else if (!alias.resolve(document))
        bad = { message: `nothing above is called &${alias.source}`, offset };
      return bad ? visit.BREAK : undefined;
    },
  });
  return bad;
}

function offsetOf(root: Node | null, path: KeyPath, what: 'key' | 'value'): number {
  let node = root;
  let offset = root?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (isScalar(pair?.key)) offset = pair.key.range?.[0] ?? offset;
      if (what === 'key' && depth === path.length - 1) return offset;
      next = pair?.value;
    } else if (isSeq(node)) {
      next = node.items[Number(step)];
    }
    if (!(isMap(next) || isSeq(next) || isScalar(next) || isAlias(next))) return offset;
    node = next;
    // An empty value stands nowhere: its key is shown.
    if (!(isScalar(next) && next.value === null)) offset = next.range?.[0] ?? offset;
  }
  return offset;
}

/** The parser's words, fit to stand within a sentence. */
function sentence(message: string): string {
  return message.replace(/\.?\s*$/, '').replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}
