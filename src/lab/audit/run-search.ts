import type { AuditState } from './audit-state.ts';
import type { Search } from './search.ts';
import { isOver, type SearchState, startOf, stepOf } from './step.ts';

/** The searches of an audit by their keys, kept as they go. */
export interface Searches {
  known: AuditState;
  readonly onState?: (state: AuditState) => Promise<void> | void;
}

/** A search from where it stands to its end or to where the signal stops it; undefined where it had not begun. */
export async function runSearch(
  search: Search,
  key: string,
  searches: Searches,
  onStep: (step: number) => void,
): Promise<SearchState | undefined> {
  let at = searches.known[key];
  try {
    at ??= await startOf(search);
    for (; !isOver(at, search); at = await stepOf(at, search)) await keep(at);
    await keep(at);
  } catch (error) {
    if (!search.signal?.aborted) throw error;
  }
  return at;

  async function keep(state: SearchState): Promise<void> {
    searches.known = { ...searches.known, [key]: state };
    onStep(state.step);
    await searches.onState?.(searches.known);
  }
}
