import { structuredPatch } from 'diff';
import { filesOf } from '../git/files-of.ts';
import type { ObjectStore } from '../git/object-store.ts';
import type { Thread } from '../world/pull-request.ts';
import { pullFiles } from './pull-files.ts';
import { spots } from './spots.ts';

/** Where a thread stands at the head. */
export interface CurrentPlace {
  readonly line: number;
  readonly startLine: number | undefined;
  readonly position: number;
}

/** Undefined for a thread on the whole file, and for one that is outdated: its lines changed or left the diff. */
export function currentPlace({ pull, anchor }: Thread): CurrentPlace | undefined {
  const { place, path, commit } = anchor;
  if (place === undefined) return undefined;
  const move = place.side === 'LEFT' ? same : mover(pull.repository.store, path, commit, pull.head.sha);
  const line = move(place.line);
  const startLine = place.startLine === undefined ? undefined : move(place.startLine);
  if (line === undefined || (place.startLine !== undefined && startLine === undefined)) return undefined;
  const file = pullFiles(pull).find(({ change }) => change.path === path);
  const spot = spots(file?.diff.hunks ?? []).find(({ numbers }) => numbers[place.side] === line);
  return spot === undefined ? undefined : { line, startLine, position: spot.position };
}

function same(line: number): number {
  return line;
}

/** From a line's number in one commit's file to its number in the other's; undefined where the line is gone. */
function mover(
  store: ObjectStore,
  path: string,
  from: string,
  to: string,
): (line: number) => number | undefined {
  if (from === to) return same;
  const [before, after] = [from, to].map((commit) => filesOf(store, store.commit(commit).tree).get(path));
  if (before === undefined || after === undefined) return () => undefined;
  if (before.id === after.id) return same;
  const [old, fresh] = [store.contentOf(before).toString(), store.contentOf(after).toString()];
  const patch = structuredPatch('', '', old, fresh, '', '', { context: 0, maxEditLength: 4_000 });
  return (line) => {
    let shift = 0;
    for (const hunk of patch?.hunks ?? [{ oldStart: 1, oldLines: Infinity, newLines: 0 }]) {
      if (line < hunk.oldStart) break;
      if (line < hunk.oldStart + hunk.oldLines) return undefined;
      shift += hunk.newLines - hunk.oldLines;
    }
    return line + shift;
  };
}
