import type { Blob, Commit, Entry, GitObject, Tree } from './object.ts';
import { objectId } from './object-id.ts';

/** The objects of a repository and of all its forks, as GitHub keeps them: a commit of a fork is found from its parent. */
export class ObjectStore {
  readonly #objects = new Map<string, GitObject>();

  /** Keeps the object and answers its id. */
  put(object: GitObject): string {
    const id = objectId(object);
    if (!this.#objects.has(id)) this.#objects.set(id, object);
    return id;
  }

  putText(text: string): string {
    return this.put({ type: 'blob', content: Buffer.from(text) });
  }

  find(id: string): GitObject | undefined {
    return this.#objects.get(id);
  }

  blob(id: string): Blob {
    const object = this.find(id);
    if (object?.type !== 'blob') throw new Error(`There is no blob ${id}.`);
    return object;
  }

  tree(id: string): Tree {
    const object = this.find(id);
    if (object?.type !== 'tree') throw new Error(`There is no tree ${id}.`);
    return object;
  }

  commit(id: string): Commit {
    const object = this.find(id);
    if (object?.type !== 'commit') throw new Error(`There is no commit ${id}.`);
    return object;
  }

  /** Whatever a blob stands for in a tree: a submodule's commit lies in another repository. */
  contentOf(entry: Entry): Buffer {
    return entry.mode === '160000'
      ? Buffer.from(`Subproject commit ${entry.id}\n`)
      : this.blob(entry.id).content;
  }
}
