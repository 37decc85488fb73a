import { filesOf } from '../git/files-of.ts';
import type { Entry } from '../git/object.ts';
import { putFiles } from '../git/put-files.ts';
import { webFlow } from '../shape/web-flow.ts';
import type { Account } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** What a path is to hold; null takes the file away, text and bytes keep a program a program. */
export type FileContent =
  | string
  | Buffer
  | null
  | { readonly plain: Buffer }
  | { readonly program: string }
  | { readonly symlink: string }
  | { readonly submodule: string };

export type FileContents = Readonly<Record<string, FileContent>>;

export interface NewCommit {
  readonly parents: readonly string[];
  readonly author: Account;
  readonly message: string;
  readonly files: FileContents;
  /** Files that are not named are gone, instead of as in the first parent. */
  readonly whole?: boolean;
  /** GitHub itself makes the commit for its author, and signs it. */
  readonly signed?: boolean;
}

/** A commit in no branch yet; answers its id. */
export function commitFiles(world: World, repository: Repository, wanted: NewCommit): string {
  const { store } = repository;
  const [parent] = wanted.parents;
  const files = parent === undefined || wanted.whole ? new Map() : filesOf(store, store.commit(parent).tree);
  for (const [path, content] of Object.entries(wanted.files)) {
    if (content === null) files.delete(path);
    else files.set(path, entryOf(repository, content, files.get(path)));
  }
  const { login } = wanted.author;
  const author = { name: login, email: `${login}@users.noreply.example.com`, date: world.now() };
  const tree = putFiles(store, files);
  const { parents, message } = wanted;
  const committer = wanted.signed ? { ...webFlow(world), date: author.date } : author;
  return store.put({ type: 'commit', tree, parents, author, committer, message });
}

function entryOf({ store }: Repository, content: Exclude<FileContent, null>, old: Entry | undefined): Entry {
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    const mode = old?.mode === '100755' ? '100755' : '100644';
    return { mode, id: store.put({ type: 'blob', content: Buffer.from(content) }) };
  }
  if ('plain' in content) return { mode: '100644', id: store.put({ type: 'blob', content: content.plain }) };
  if ('program' in content) return { mode: '100755', id: store.putText(content.program) };
  if ('symlink' in content) return { mode: '120000', id: store.putText(content.symlink) };
  return { mode: '160000', id: content.submodule };
}
