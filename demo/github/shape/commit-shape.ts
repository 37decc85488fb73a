import type { Commit, Signature } from '../git/object.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { accountShape } from './account-shape.ts';
import { isoTime } from './iso-time.ts';
import { nodeId } from './node-id.ts';
import { repositoryApiUrl, repositoryPage } from './urls.ts';
import { webFlow } from './web-flow.ts';

const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };
const SIGNED = {
  verified: true,
  reason: 'valid',
  signature: '-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n',
  payload: '',
  verified_at: null,
};

/** As the commits of a branch are listed, with the GitHub account where one has this name. */
export function commitShape(world: World, repository: Repository, sha: string) {
  const commit = repository.store.commit(sha);
  const url = repositoryApiUrl(world, repository);
  const page = repositoryPage(world, repository);
  return {
    sha,
    node_id: nodeId('Commit', `${repository.id}:${sha}`),
    commit: {
      author: person(commit.author),
      committer: person(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${sha}`,
      comment_count: 0,
      verification: commit.committer.email === webFlow(world).email ? SIGNED : UNSIGNED,
    },
    url: `${url}/commits/${sha}`,
    html_url: `${page}/commit/${sha}`,
    comments_url: `${url}/commits/${sha}/comments`,
    author: account(world, commit.author),
    committer: account(world, commit.committer),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${url}/commits/${parent}`,
      html_url: `${page}/commit/${parent}`,
    })),
  };
}

/** As `GET /repos/{owner}/{repo}/git/commits/{sha}` gives it. */
export function gitCommitShape(world: World, repository: Repository, sha: string) {
  const { commit, node_id, html_url, parents } = commitShape(world, repository, sha);
  const { url, author, committer, message, tree, verification } = commit;
  return { sha, node_id, url, html_url, author, committer, tree, message, parents, verification };
}

/** As webhooks name the newest commit of a push or suite. */
export function headCommitShape(sha: string, commit: Commit) {
  return {
    id: sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: isoTime(commit.committer.date),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

function person({ name, email, date }: Signature) {
  return { name, email, date: isoTime(date) };
}

function account(world: World, { name }: Signature) {
  const found = world.accounts.get(name.toLowerCase());
  return found === undefined ? null : accountShape(world, found);
}
