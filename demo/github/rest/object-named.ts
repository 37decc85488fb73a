import type { Commit } from '../git/object.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import type { Repository } from '../world/repository.ts';

/** The commit that a branch, a full ref or an id names. */
export function commitNamed(
  { refs, store }: Repository,
  name: string,
): { readonly sha: string; readonly commit: Commit } {
  const sha = refs.get(`refs/heads/${name}`) ?? refs.get(`refs/${name}`) ?? refs.get(name) ?? name;
  const object = store.find(sha);
  if (object?.type === 'commit') return { sha, commit: object };
  throw /^[0-9a-f]{40}$/.test(name) ? new Refusal(422, `No commit found for SHA: ${name}`) : notFound();
}
