import type { Entry } from './object.ts';
import type { ObjectStore } from './object-store.ts';

interface Folder {
  readonly files: Map<string, Entry>;
  readonly folders: Map<string, Folder>;
}

/** Keeps the files as trees and answers the id of the root. */
export function putFiles(store: ObjectStore, files: ReadonlyMap<string, Entry>): string {
  const root = emptyFolder();
  for (const [path, entry] of files) {
    const names = path.split('/');
    const name = names.pop() ?? '';
    let folder = root;
    for (const step of names) folder = inner(folder, step);
    folder.files.set(name, entry);
  }
  return putFolder(store, root);
}

function putFolder(store: ObjectStore, folder: Folder): string {
  const entries = new Map(folder.files);
  for (const [name, inner] of folder.folders)
    entries.set(name, { mode: '040000', id: putFolder(store, inner) });
  return store.put({ type: 'tree', entries });
}

function inner(folder: Folder, name: string): Folder {
  const known = folder.folders.get(name) ?? emptyFolder();
  folder.folders.set(name, known);
  return known;
}

function emptyFolder(): Folder {
  return { files: new Map(), folders: new Map() };
}
