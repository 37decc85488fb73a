import { z } from 'zod';
import { deleteBranch } from '../act/delete-branch.ts';
import { moveBranch } from '../act/move-branch.ts';
import { filesOf } from '../git/files-of.ts';
import { isFastForward } from '../git/history.ts';
import type { Mode } from '../git/object.ts';
import { putFiles } from '../git/put-files.ts';
import { read, write } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { author, bodyOf, param } from '../http/call.ts';
import { notFound, Refusal, unprocessable } from '../http/refusal.ts';
import { created, json, noContent } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { gitCommitShape } from '../shape/commit-shape.ts';
import { gitRefShape, treeShape } from '../shape/git-shape.ts';
import { nodeId } from '../shape/node-id.ts';
import { repositoryApiUrl } from '../shape/urls.ts';
import type { Repository } from '../world/repository.ts';
import { commitNamed } from './object-named.ts';

const BRANCHES = 'refs/heads/';
const Modes = z.enum(['100644', '100755', '120000', '160000', '040000']);
const NewBlob = z.object({ content: z.string(), encoding: z.enum(['utf-8', 'base64']).default('utf-8') });
const NewTree = z.object({
  base_tree: z.string().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: Modes,
      type: z.enum(['blob', 'tree', 'commit']),
      sha: z.string().nullable().optional(),
      content: z.string().optional(),
    }),
  ),
});
const Person = z.object({ name: z.string(), email: z.string(), date: z.string().optional() });
const NewCommit = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: Person.optional(),
});
const NewRef = z.object({ ref: z.string(), sha: z.string() });
const RefUpdate = z.object({ sha: z.string(), force: z.boolean().default(false) });

/** Objects and refs as git has them. */
export const gitRoutes: readonly Route[] = [
  repositoryRoute('get', '/git/blobs/{file_sha}', read('contents'), (call, repository) => {
    const sha = param(call, 'file_sha');
    const object = repository.store.find(sha);
    if (object?.type !== 'blob') throw notFound();
    const { content } = object;
    const url = `${repositoryApiUrl(call.world, repository)}/git/blobs/${sha}`;
    const node_id = nodeId('Blob', sha);
    return json({
      sha,
      node_id,
      size: content.length,
      url,
      content: content.toString('base64'),
      encoding: 'base64',
    });
  }),
  repositoryRoute('post', '/git/blobs', write('contents'), (call, repository) => {
    const { content, encoding } = bodyOf(call, NewBlob);
    const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
    const sha = repository.store.put({ type: 'blob', content: bytes });
    return json({ sha, url: `${repositoryApiUrl(call.world, repository)}/git/blobs/${sha}` }, 201);
  }),
  repositoryRoute('get', '/git/trees/{tree_sha}', read('contents'), (call, repository) => {
    const sha = treeNamed(repository, param(call, 'tree_sha'));
    return json(treeShape(call.world, repository, sha, call.url.searchParams.has('recursive')));
  }),
  repositoryRoute('post', '/git/trees', write('contents'), (call, repository) => {
    const sha = newTree(repository, bodyOf(call, NewTree));
    return created({ ...treeShape(call.world, repository, sha, false) });
  }),
  repositoryRoute('get', '/git/commits/{commit_sha}', read('contents'), (call, repository) => {
    const sha = param(call, 'commit_sha');
    if (repository.store.find(sha)?.type !== 'commit') throw notFound();
    return json(gitCommitShape(call.world, repository, sha));
  }),
  repositoryRoute('post', '/git/commits', write('contents'), (call, repository) => {
    const { message, tree, parents, author: wanted } = bodyOf(call, NewCommit);
    const { login } = author(call);
    const { name, email, date } = wanted ?? { name: login, email: `${login}@users.noreply.example.com` };
    const person = { name, email, date: date === undefined ? call.world.now() : new Date(date) };
    if (repository.store.find(tree)?.type !== 'tree') throw unprocessable('Tree SHA does not exist');
    const sha = repository.store.put({
      type: 'commit',
      tree,
      parents,
      author: person,
      committer: person,
      message,
    });
    return created(gitCommitShape(call.world, repository, sha));
  }),
  repositoryRoute('get', '/git/ref/{ref}', read('contents'), (call, repository) => {
    return json(gitRefShape(call.world, repository, existingRef(call, repository)));
  }),
  repositoryRoute('post', '/git/refs', write('contents'), (call, repository) => {
    const { ref, sha } = bodyOf(call, NewRef);
    if (repository.refs.has(ref)) throw new Refusal(422, 'Reference already exists');
    move(call, repository, ref, commitNamed(repository, sha).sha);
    return created(gitRefShape(call.world, repository, ref));
  }),
  repositoryRoute('patch', '/git/refs/{ref}', write('contents'), (call, repository) => {
    const { sha, force } = bodyOf(call, RefUpdate);
    const ref = existingRef(call, repository);
    const to = commitNamed(repository, sha).sha;
    const fast = isFastForward(repository.store, repository.refs.get(ref) ?? to, to);
    if (!force && !fast) throw new Refusal(422, 'Update is not a fast forward');
    move(call, repository, ref, to);
    return json(gitRefShape(call.world, repository, ref));
  }),
  repositoryRoute('delete', '/git/refs/{ref}', write('contents'), (call, repository) => {
    const ref = existingRef(call, repository);
    if (!ref.startsWith(BRANCHES)) repository.refs.delete(ref);
    else deleteBranch(call.world, repository, ref.slice(BRANCHES.length), author(call));
    return noContent();
  }),
];

function move(call: Call, repository: Repository, ref: string, sha: string): void {
  if (!ref.startsWith(BRANCHES)) repository.refs.set(ref, sha);
  else moveBranch(call.world, repository, ref.slice(BRANCHES.length), sha, author(call));
}

function existingRef(call: Call, { refs }: Repository): string {
  const ref = `refs/${param(call, 'ref')}`;
  if (!refs.has(ref)) throw notFound();
  return ref;
}

/** A tree's own id, or whatever names a commit. */
function treeNamed(repository: Repository, name: string): string {
  const object = repository.store.find(name);
  return object?.type === 'tree' ? name : commitNamed(repository, name).commit.tree;
}

function newTree(repository: Repository, { base_tree, tree }: z.infer<typeof NewTree>): string {
  const { store } = repository;
  const files = base_tree === undefined ? new Map() : filesOf(store, treeNamed(repository, base_tree));
  for (const { path, mode, sha, content } of tree) {
    if (sha === null) files.delete(path);
    else files.set(path, { mode: mode satisfies Mode, id: sha ?? store.putText(content ?? '') });
  }
  return putFiles(store, files);
}
