import { filesOf } from '../git/files-of.ts';
import type { Thread } from '../world/pull-request.ts';
import { currentPlace } from './current-place.ts';
import { suggestionsOf } from './suggestions-of.ts';

/** The whole text of the file with the lines of the thread replaced; else why GitHub offers no button. */
export type Applied =
  | { readonly ok: true; readonly path: string; readonly before: string; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** What `Commit suggestion` does with the first suggestion of a thread's first comment. */
export function applySuggestion(thread: Thread): Applied {
  const { anchor, comments, pull } = thread;
  const place = currentPlace(thread);
  const suggestions = suggestionsOf(comments[0]?.body ?? '');
  const { store } = pull.repository;
  const entry = filesOf(store, store.commit(pull.head.sha).tree).get(anchor.path);
  if (suggestions.length === 0) return { ok: false, reason: 'The comment suggests nothing.' };
  if (pull.state === 'closed') return { ok: false, reason: 'The pull request is closed.' };
  if (anchor.place?.side !== 'RIGHT') return { ok: false, reason: 'Only lines at the head can be replaced.' };
  if (place === undefined || entry === undefined)
    return { ok: false, reason: 'The lines have changed since.' };
  const before = store.contentOf(entry).toString();
  const text = replaceLines(before, place.startLine ?? place.line, place.line, suggestions[0]);
  if (text === before) return { ok: false, reason: 'The suggestion is what stands there already.' };
  return { ok: true, path: anchor.path, before, text };
}

/** Lines count from 1, `last` included; the end of the last line stays as it is, also where there is none. */
function replaceLines(text: string, first: number, last: number, replacement: string | undefined): string {
  const lines = text.split('\n');
  return lines.toSpliced(first - 1, last - first + 1, ...(replacement?.split('\n') ?? [])).join('\n');
}
