import type { Change } from '../git/changes-between.ts';
import { changesBetween } from '../git/changes-between.ts';
import type { FileDiff } from '../git/file-diff.ts';
import { fileDiff } from '../git/file-diff.ts';
import { mergeBase } from '../git/history.ts';
import type { ObjectStore } from '../git/object-store.ts';
import type { PullRequest } from '../world/pull-request.ts';
import { baseSha } from './base-sha.ts';

export interface PullFile {
  readonly change: Change;
  readonly diff: FileDiff;
  /** What the file was, empty where it was not. */
  readonly before: string;
}

const known = new WeakMap<ObjectStore, Map<string, readonly PullFile[]>>();

/** What a pull request changes, from the merge base to the given commit of it, by path. */
export function pullFiles(pull: PullRequest, head: string = pull.head.sha): readonly PullFile[] {
  const { store } = pull.repository;
  return filesBetween(store, mergeBase(store, baseSha(pull), head), head);
}

/** What changed between two commits; without a first one, everything is added. */
export function filesBetween(
  store: ObjectStore,
  base: string | undefined,
  head: string,
): readonly PullFile[] {
  const remembered = known.get(store) ?? new Map<string, readonly PullFile[]>();
  known.set(store, remembered);
  const key = `${base}..${head}`;
  const files = remembered.get(key) ?? compute(store, base, head);
  remembered.set(key, files);
  return files;
}

function compute(store: ObjectStore, base: string | undefined, head: string): readonly PullFile[] {
  const empty = store.put({ type: 'tree', entries: new Map() });
  const baseTree = base === undefined ? empty : store.commit(base).tree;
  return changesBetween(store, baseTree, store.commit(head).tree).map((change) => {
    const before = 'before' in change ? store.contentOf(change.before) : undefined;
    const after = 'after' in change ? store.contentOf(change.after) : undefined;
    return { change, diff: fileDiff(before, after), before: before?.toString() ?? '' };
  });
}
