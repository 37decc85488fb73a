import { filesOf } from './files-of.ts';
import { isBinary } from './is-binary.ts';
import type { Entry } from './object.ts';
import type { ObjectStore } from './object-store.ts';
import { similarity } from './similarity.ts';

/** A file that differs between two trees. */
export type Change =
  | { readonly status: 'added'; readonly path: string; readonly after: Entry }
  | { readonly status: 'removed'; readonly path: string; readonly before: Entry }
  | { readonly status: 'modified'; readonly path: string; readonly before: Entry; readonly after: Entry }
  | {
      readonly status: 'renamed';
      readonly path: string;
      readonly previousPath: string;
      readonly before: Entry;
      readonly after: Entry;
    };

type Added = Extract<Change, { status: 'added' }>;
type Removed = Extract<Change, { status: 'removed' }>;

/** Git's own default: above half alike, and no search for renames among too many. */
const ALIKE = 0.5;
const MOST_PAIRS = 10_000;

/** What differs between two trees, by path; a file moved with at least half of its text kept counts as renamed. */
export function changesBetween(store: ObjectStore, baseTree: string, headTree: string): Change[] {
  const base = filesOf(store, baseTree);
  const head = filesOf(store, headTree);
  const changes: Change[] = [];
  const added: Added[] = [];
  const removed = new Map<string, Removed>();
  for (const [path, after] of head) {
    const before = base.get(path);
    if (before === undefined) added.push({ status: 'added', path, after });
    else if (before.id !== after.id || before.mode !== after.mode) {
      changes.push({ status: 'modified', path, before, after });
    }
  }
  for (const [path, before] of base) {
    if (!head.has(path)) removed.set(path, { status: 'removed', path, before });
  }
  for (const addition of added) changes.push(takeRename(store, addition, removed, added.length));
  return [...changes, ...removed.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The addition as a rename of the most similar removed file, which is then taken from `removed`. */
function takeRename(
  store: ObjectStore,
  addition: Added,
  removed: Map<string, Removed>,
  additions: number,
): Change {
  let best: { from: Removed; alike: number } | undefined;
  const search = removed.size * additions <= MOST_PAIRS;
  for (const from of removed.values()) {
    const alike = likeness(store, from.before, addition.after, search);
    if (alike >= ALIKE && alike > (best?.alike ?? 0)) best = { from, alike };
  }
  if (best === undefined) return addition;
  removed.delete(best.from.path);
  const { path, before } = best.from;
  return { status: 'renamed', path: addition.path, previousPath: path, before, after: addition.after };
}

function likeness(store: ObjectStore, before: Entry, after: Entry, search: boolean): number {
  if (before.mode === '160000' || after.mode === '160000') return 0;
  if (before.id === after.id) return 1;
  if (!search) return 0;
  const [old, fresh] = [store.blob(before.id).content, store.blob(after.id).content];
  return isBinary(old) || isBinary(fresh) ? 0 : similarity(old.toString(), fresh.toString());
}
