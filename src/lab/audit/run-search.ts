import type { AuditState } from './audit-state.ts';
import { type Guess, slotsOf } from './form.ts';
import type { Search } from './search.ts';
import { isOver, type SearchState, startOf, stepOf } from './step.ts';

/** The searches of an audit by their keys, kept as they go. */
export interface Searches {
  known: AuditState;
  readonly onState?: (state: AuditState) => Promise<void> | void;
}

function fits({ form, slots }: Guess, { forms }: Search): boolean {
  const own = forms[form];
  return own !== undefined && slots.length === slotsOf(own);
}

/** A search from where it stands to its end or to where the signal stops it; undefined where it had not begun. */
export async function runSearch(
  search: Search,
  key: string,
  searches: Searches,
  onStep: (step: number) => void,
): Promise<SearchState | undefined> {
  const known = searches.known[key];
  // What was kept may have been written by anybody: what is no guess of this search is none to go on from.
  let at = known?.beam.every(({ guess }) => fits(guess, search)) ? known : undefined;
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
