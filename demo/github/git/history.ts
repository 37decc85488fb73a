import type { ObjectStore } from './object-store.ts';

/** The commit and all that it descends from, nearest first. */
export function ancestorsOf(store: ObjectStore, commit: string): Set<string> {
  const seen = new Set([commit]);
  for (const id of seen) for (const parent of store.commit(id).parents) seen.add(parent);
  return seen;
}

/** The youngest commit that both descend from. */
export function mergeBase(store: ObjectStore, one: string, other: string): string | undefined {
  const shared = ancestorsOf(store, one).intersection(ancestorsOf(store, other));
  const older = new Set([...shared].flatMap((id) => store.commit(id).parents));
  return shared.difference(older).values().next().value;
}

/** What `head` has and `base` has not, oldest first. */
export function commitsSince(store: ObjectStore, base: string, head: string): string[] {
  return [...ancestorsOf(store, head).difference(ancestorsOf(store, base))].reverse();
}

/** Whether `to` still has all that `from` has. */
export function isFastForward(store: ObjectStore, from: string, to: string): boolean {
  return ancestorsOf(store, to).has(from);
}
