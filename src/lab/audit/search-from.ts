import type { AuditState } from './audit-state.ts';
import { isOver, type Scored, type Search, type SearchState, startOf, stepOf } from './search.ts';

/** The searches of an audit by their keys, kept as they go. */
export interface Searches {
  known: AuditState;
  readonly onState?: (state: AuditState) => Promise<void> | void;
}

interface Place {
  /** Of the pair of labels. */
  readonly key: string;
  readonly seed: number;
  readonly onStep: (restart: number, step: number) => void;
}

/**
 * Searches from several starts, each from where it stands, to the end or to where the signal stops it. Gives the best
 * name of all, or undefined where none had begun.
 */
export async function searchFrom(
  restarts: number,
  search: Omit<Search, 'seed'>,
  { key, seed, onStep }: Place,
  searches: Searches,
): Promise<{ readonly found: Scored; readonly steps: number } | undefined> {
  const ends: SearchState[] = [];
  for (let restart = 0; restart < restarts; restart++) {
    const own = { ...search, seed: Math.imul(seed * restarts + restart + 1, 0x85ebca6b) };
    const end = await run(own, `${key} ${restart}`, (step) => onStep(restart, step));
    if (end === undefined) break;
    ends.push(end);
  }
  const [best] = ends.toSorted((a, b) => a.best.loss - b.best.loss);
  return best && { found: best.best, steps: ends.reduce((sum, { step }) => sum + step, 0) };

  async function run(own: Search, name: string, tell: (step: number) => void) {
    let at = searches.known[name];
    try {
      at ??= await startOf(own);
      for (; !isOver(at, own.budget); at = await stepOf(at, own)) await keep(name, at, tell);
      await keep(name, at, tell);
    } catch (error) {
      if (!own.signal?.aborted) throw error;
    }
    return at;
  }

  async function keep(name: string, at: SearchState, tell: (step: number) => void): Promise<void> {
    searches.known = { ...searches.known, [name]: at };
    tell(at.step);
    await searches.onState?.(searches.known);
  }
}
