import { type Repository, within } from './repository.ts';

export interface TreeEntry {
  /** As git writes it: `100644`, `100755`, `120000` a symbolic link, `160000` a submodule, `040000` a folder. */
  readonly mode: string;
  readonly sha: string;
  /** Bytes, of a file. */
  readonly size: number;
}

interface Tree {
  readonly entries: ReadonlyMap<string, TreeEntry>;
  readonly truncated: boolean;
}

/**
 * What stands at a path in a commit, if anything does. One request answers for all paths; where a repository is too large
 * for that, one a folder.
 */
export function openTree(
  repository: Repository,
  commit: string,
): (path: string) => Promise<TreeEntry | undefined> {
  const folders = new Map<string, Promise<Tree>>();
  let whole: Promise<Tree> | undefined;

  return async (path) => {
    whole ??= readTree(repository, commit, true);
    const { entries, truncated } = await whole;
    return entries.get(path) ?? (truncated ? walkTo(path) : undefined);
  };

  async function walkTo(path: string): Promise<TreeEntry | undefined> {
    const names = path.split('/');
    const last = names.pop() ?? '';
    let folder = commit;
    for (const name of names) {
      const entry = (await folderOf(folder)).entries.get(name);
      if (entry?.mode !== '040000') return undefined;
      folder = entry.sha;
    }
    return (await folderOf(folder)).entries.get(last);
  }

  function folderOf(sha: string): Promise<Tree> {
    const known = folders.get(sha) ?? readTree(repository, sha, false);
    folders.set(sha, known);
    return known;
  }
}

async function readTree(repository: Repository, sha: string, recursive: boolean): Promise<Tree> {
  repository.signal.throwIfAborted();
  const { data } = await repository.octokit.rest.git.getTree({
    ...within(repository),
    tree_sha: sha,
    ...(recursive && { recursive: '1' }),
  });
  return {
    entries: new Map(
      data.tree.map((entry) => [entry.path, { mode: entry.mode, sha: entry.sha, size: entry.size ?? 0 }]),
    ),
    truncated: data.truncated,
  };
}
