import { filesOf } from '../git/files-of.ts';
import type { Entry } from '../git/object.ts';
import { read } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { param } from '../http/call.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import type { Reply } from '../http/reply.ts';
import { json, raw } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { repositoryApiUrl, repositoryPage } from '../shape/urls.ts';
import type { Repository } from '../world/repository.ts';
import { commitNamed } from './object-named.ts';

/** A file up to this is given in JSON, one up to the second raw only, a larger one not at all. */
const JSON_BYTES = 1_000_000;
const RAW_BYTES = 100_000_000;

type Kind = 'file' | 'dir' | 'symlink' | 'submodule';

const KINDS: Readonly<Record<Entry['mode'], Kind>> = {
  '100644': 'file',
  '100755': 'file',
  '120000': 'symlink',
  '160000': 'submodule',
  '040000': 'dir',
};

export const contentsRoutes: readonly Route[] = [
  repositoryRoute('get', '/contents/{path}', read('contents'), contents),
];

function contents(call: Call, repository: Repository): Reply {
  const { store } = repository;
  const path = param(call, 'path');
  const ref = call.url.searchParams.get('ref') ?? repository.defaultBranch;
  const { commit } = refOrNotFound(repository, ref);
  const entry = entryAt(repository, commit.tree, path);
  const around = aroundShape(call, repository, path, ref);
  if (entry.mode === '040000') {
    const items = [...store.tree(entry.id).entries].map(([name, inner]) => {
      const shape = aroundShape(call, repository, `${path}/${name}`, ref);
      return itemShape(repository, inner, shape);
    });
    return json(items);
  }
  if (entry.mode === '160000') {
    return json({
      ...itemShape(repository, entry, around),
      submodule_git_url: 'https://example.com/sub.git',
    });
  }
  const { content } = store.blob(entry.id);
  if (entry.mode === '120000') {
    const target = filesOf(store, commit.tree).get(content.toString());
    // GitHub follows a link to a file of the same repository.
    if (target === undefined)
      return json({ ...itemShape(repository, entry, around), target: content.toString() });
    return fileReply(call, repository, target, around);
  }
  return fileReply(call, repository, entry, around);
}

function fileReply({ accept }: Call, repository: Repository, entry: Entry, around: Around): Reply {
  const { content } = repository.store.blob(entry.id);
  if (content.length > RAW_BYTES) {
    throw new Refusal(403, 'This API returns blobs up to 100 MB in size. The requested blob is too large.', {
      errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }],
    });
  }
  if (accept.includes('raw')) return raw(content);
  const small = content.length <= JSON_BYTES;
  const text = content.toString('base64').replace(/.{60}/g, '$&\n');
  return json({
    ...itemShape(repository, entry, around),
    content: small ? `${text}\n` : '',
    encoding: small ? 'base64' : 'none',
  });
}

interface Around {
  readonly name: string;
  readonly path: string;
  readonly url: string;
  readonly html_url: string;
}

function aroundShape({ world }: Call, repository: Repository, path: string, ref: string): Around {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return {
    name: path.split('/').at(-1) ?? path,
    path,
    url: `${repositoryApiUrl(world, repository)}/contents/${escaped}?ref=${encodeURIComponent(ref)}`,
    html_url: `${repositoryPage(world, repository)}/blob/${encodeURIComponent(ref)}/${escaped}`,
  };
}

function itemShape(repository: Repository, { mode, id }: Entry, around: Around) {
  const type = KINDS[mode];
  const folder = type === 'dir' || type === 'submodule';
  const git_url = `${around.url.replace(/\/contents\/.*/, '')}/git/${folder ? 'trees' : 'blobs'}/${id}`;
  return {
    type,
    size: folder ? 0 : repository.store.blob(id).content.length,
    name: around.name,
    path: around.path,
    sha: id,
    url: around.url,
    html_url: around.html_url,
    git_url,
    download_url: folder ? null : around.html_url,
    _links: { self: around.url, git: git_url, html: around.html_url },
  };
}

function entryAt({ store }: Repository, root: string, path: string): Entry {
  let entry: Entry = { mode: '040000', id: root };
  for (const name of path.split('/')) {
    const next = entry.mode === '040000' ? store.tree(entry.id).entries.get(name) : undefined;
    if (next === undefined) throw notFound();
    entry = next;
  }
  return entry;
}

function refOrNotFound(repository: Repository, ref: string) {
  try {
    return commitNamed(repository, ref);
  } catch {
    throw new Refusal(404, `No commit found for the ref ${ref}`);
  }
}
