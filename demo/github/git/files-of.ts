import type { Entry } from './object.ts';
import type { ObjectStore } from './object-store.ts';

/** Every file of a tree by its whole path, symbolic links and submodules too, folders not. */
export function filesOf(store: ObjectStore, tree: string): Map<string, Entry> {
  const files = new Map<string, Entry>();
  const waiting: { prefix: string; id: string }[] = [{ prefix: '', id: tree }];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const [name, entry] of store.tree(folder.id).entries) {
      const path = folder.prefix + name;
      if (entry.mode === '040000') waiting.push({ prefix: `${path}/`, id: entry.id });
      else files.set(path, entry);
    }
  }
  return files;
}
