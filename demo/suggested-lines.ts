import { diffLines } from 'diff';
import { filesOf } from './github/git/files-of.ts';
import type { Thread } from './github/world/pull-request.ts';

export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
  /** Its numbers before and after. */
  readonly numbers: readonly [number | undefined, number | undefined];
}

/** What a suggestion does to the lines that its thread stands at, as they were when the thread was begun. */
export function suggestedLines(thread: Thread, replacement: string | undefined): DiffLine[] {
  const { first, old } = linesOf(thread);
  let [left, right] = [first, first];
  return diffLines(old, replacement === undefined ? '' : `${replacement}\n`).flatMap(
    ({ value, added, removed }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((text): DiffLine => {
          const numbers = [added ? undefined : left, removed ? undefined : right] as const;
          if (!added) left += 1;
          if (!removed) right += 1;
          return { sign: added ? '+' : removed ? '-' : ' ', text, numbers };
        }),
  );
}

function linesOf({ anchor, pull }: Thread): { readonly first: number; readonly old: string } {
  const { place, path, commit } = anchor;
  const { store } = pull.repository;
  const entry = filesOf(store, store.commit(commit).tree).get(path);
  if (place === undefined || entry === undefined) return { first: 1, old: '' };
  const first = place.startLine ?? place.line;
  const lines = store
    .contentOf(entry)
    .toString()
    .split('\n')
    .slice(first - 1, place.line);
  return { first, old: lines.map((line) => `${line}\n`).join('') };
}
