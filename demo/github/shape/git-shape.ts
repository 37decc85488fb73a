import { filesOf } from '../git/files-of.ts';
import type { Entry } from '../git/object.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { nodeId } from './node-id.ts';
import { repositoryApiUrl } from './urls.ts';

/** GitHub gives no more of a tree at once, and says so. */
const MOST_ENTRIES = 100_000;

export function treeShape(world: World, repository: Repository, sha: string, recursive: boolean) {
  const { store } = repository;
  const url = `${repositoryApiUrl(world, repository)}/git`;
  const entries = [...(recursive ? filesOf(store, sha) : store.tree(sha).entries)];
  const tree = entries.slice(0, MOST_ENTRIES).map(([path, { mode, id }]) => {
    const type = typeOf(mode);
    const item = { path, mode, type, sha: id };
    if (type === 'commit') return item;
    const size = type === 'blob' ? { size: store.blob(id).content.length } : {};
    return { ...item, ...size, url: `${url}/${type}s/${id}` };
  });
  return { sha, url: `${url}/trees/${sha}`, tree, truncated: entries.length > MOST_ENTRIES };
}

export function gitRefShape(world: World, repository: Repository, ref: string) {
  const url = `${repositoryApiUrl(world, repository)}/git`;
  const sha = repository.refs.get(ref) ?? '';
  return {
    ref,
    node_id: nodeId('Ref', `${repository.id}:${ref}`),
    url: `${url}/${ref}`,
    object: { sha, type: 'commit', url: `${url}/commits/${sha}` },
  };
}

function typeOf(mode: Entry['mode']): 'blob' | 'tree' | 'commit' {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}
