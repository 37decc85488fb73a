import type { Entry } from '../git/object.ts';
import type { ObjectStore } from '../git/object-store.ts';
import { pullFiles } from '../pull/pull-files.ts';
import { labelShape } from '../shape/label-shape.ts';
import type { Account } from '../world/account.ts';
import type { PullRequest } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import type { FileContent } from './commit-files.ts';
import { commitFiles } from './commit-files.ts';
import { moveBranch } from './move-branch.ts';
import { tellOfPull } from './open-pull-request.ts';

export function closePull(world: World, pull: PullRequest, by: Account): void {
  pull.state = 'closed';
  pull.closedAt = world.now();
  tellOfPull(world, pull, 'closed', by);
}

export function reopenPull(world: World, pull: PullRequest, by: Account): void {
  pull.state = 'open';
  pull.closedAt = undefined;
  tellOfPull(world, pull, 'reopened', by);
}

export function setDraft(world: World, pull: PullRequest, draft: boolean, by: Account): void {
  pull.draft = draft;
  tellOfPull(world, pull, draft ? 'converted_to_draft' : 'ready_for_review', by);
}

/** Lets the pull request aim at another branch. */
export function setBase(world: World, pull: PullRequest, ref: string, by: Account): void {
  const from = pull.base.ref;
  const sha = pull.repository.refs.get(`refs/heads/${from}`);
  pull.base.ref = ref;
  tellOfPull(world, pull, 'edited', by, { changes: { base: { ref: { from }, sha: { from: sha } } } });
}

export function addLabel(world: World, pull: PullRequest, name: string, by: Account): void {
  const { labels } = pull.repository;
  const label = labels.get(name.toLowerCase()) ?? { id: world.nextId(), name };
  labels.set(name.toLowerCase(), label);
  if (pull.labels.has(name.toLowerCase())) return;
  pull.labels.set(name.toLowerCase(), label);
  tellOfPull(world, pull, 'labeled', by, { label: labelShape(world, pull.repository, label) });
}

/** False where the pull request has no such label. */
export function removeLabel(world: World, pull: PullRequest, name: string, by: Account): boolean {
  const label = pull.labels.get(name.toLowerCase());
  if (label === undefined) return false;
  pull.labels.delete(name.toLowerCase());
  tellOfPull(world, pull, 'unlabeled', by, { label: labelShape(world, pull.repository, label) });
  return true;
}

/** A merge commit on the base branch with the head's files. */
export function mergePull(world: World, pull: PullRequest, by: Account): string {
  const { repository, head, base, number } = pull;
  const tip = repository.refs.get(`refs/heads/${base.ref}`) ?? head.sha;
  const commit = mergeCommit(
    world,
    pull,
    tip,
    by,
    `Merge pull request #${number} from ${head.owner.login}/${head.ref}`,
  );
  pull.state = 'closed';
  pull.closedAt = world.now();
  pull.merged = { by, at: world.now(), commit };
  moveBranch(world, repository, base.ref, commit, by);
  tellOfPull(world, pull, 'closed', by);
  return commit;
}

/** What the base branch would be with the pull request's changed files in it; in no branch yet. */
export function mergeCommit(
  world: World,
  pull: PullRequest,
  onto: string,
  author: Account,
  message: string,
): string {
  const { repository, head } = pull;
  const { store } = repository;
  const contents = new Map<string, FileContent>();
  for (const { change } of pullFiles(pull)) {
    if (change.status === 'renamed') contents.set(change.previousPath, null);
    contents.set(change.path, 'after' in change ? contentOf(store, change.after) : null);
  }
  const files = Object.fromEntries(contents);
  return commitFiles(world, repository, { parents: [onto, head.sha], author, message, files });
}

function contentOf(store: ObjectStore, { mode, id }: Entry): FileContent {
  if (mode === '160000') return { submodule: id };
  const { content } = store.blob(id);
  if (mode === '120000') return { symlink: content.toString() };
  return mode === '100755' ? { program: content.toString() } : content;
}
