import { patchText } from '../git/patch-text.ts';
import type { PullFile } from '../pull/pull-files.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { repositoryApiUrl, repositoryPage } from './urls.ts';

/** A changed file; `patch` is absent as on GitHub: binary, too large, or nothing changed but the name. */
export function diffEntryShape(world: World, repository: Repository, head: string, file: PullFile) {
  const { change, diff, before } = file;
  const path = encodeURIComponent(change.path);
  const page = repositoryPage(world, repository);
  const entry = 'after' in change ? change.after : change.before;
  return {
    sha: entry.id,
    filename: change.path,
    status: change.status,
    additions: diff.additions,
    deletions: diff.deletions,
    changes: diff.additions + diff.deletions,
    blob_url: `${page}/blob/${head}/${path}`,
    raw_url: `${page}/raw/${head}/${path}`,
    contents_url: `${repositoryApiUrl(world, repository)}/contents/${path}?ref=${head}`,
    ...(diff.hunks && { patch: patchText(diff.hunks, before) }),
    ...(change.status === 'renamed' && { previous_filename: change.previousPath }),
  };
}
