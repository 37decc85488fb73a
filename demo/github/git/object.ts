/** What git knows a file of a tree to be: file, program, symbolic link, submodule, folder. */
export type Mode = '100644' | '100755' | '120000' | '160000' | '040000';

export interface Entry {
  readonly mode: Mode;
  /** Of the blob or tree; of a submodule, the commit of the other repository. */
  readonly id: string;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Git keeps whole seconds. */
  readonly date: Date;
}

export interface Tree {
  readonly type: 'tree';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Commit {
  readonly type: 'commit';
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export interface Blob {
  readonly type: 'blob';
  readonly content: Buffer;
}

export type GitObject = Blob | Tree | Commit;
