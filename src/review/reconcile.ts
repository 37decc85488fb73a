import type { Finding } from './finding.ts';

/** A comment on a finding that an earlier review of ours left. */
export interface StandingComment {
  /** What the caller knows its thread by. */
  readonly thread: string;
  readonly path: string;
  readonly fingerprint: string;
  /** Who closed the thread, if anyone did. */
  readonly resolved: 'no' | 'by us' | 'by people';
  /** Somebody answered: what they wrote is never taken away. */
  readonly replied: boolean;
}

export interface Reconciled {
  /** Findings that no comment speaks of yet. */
  readonly fresh: readonly Finding[];
  /** Comments whose finding is still there. Those that people resolved stay resolved. */
  readonly keep: readonly StandingComment[];
  /** Comments that were resolved by us and whose finding came back. */
  readonly reopen: readonly StandingComment[];
  /** Comments whose finding is gone, but for those that were resolved by us: were it to come back, they count as ours. */
  readonly resolve: readonly StandingComment[];
}

/**
 * Compares what was found now with the comments that stand. Equal findings (the same function twice in a file) share a
 * fingerprint: each takes one comment. `isUnsure` names files that were not fully inspected: that a finding of theirs is
 * missing does not mean that it is gone.
 */
export function reconcile(
  findings: readonly Finding[],
  standing: readonly StandingComment[],
  isUnsure: (path: string) => boolean,
): Reconciled {
  const free = new Map<string, StandingComment[]>();
  for (const comment of standing.toSorted((a, b) => ORDER[a.resolved] - ORDER[b.resolved])) {
    const alike = free.get(comment.fingerprint);
    if (alike === undefined) free.set(comment.fingerprint, [comment]);
    else alike.push(comment);
  }
  const fresh: Finding[] = [];
  const taken: StandingComment[] = [];
  for (const finding of findings) {
    const comment = free.get(finding.verdict.fingerprint)?.shift();
    if (comment === undefined) fresh.push(finding);
    else taken.push(comment);
  }
  const left = [...free.values()].flat();
  return {
    fresh,
    keep: [
      ...taken.filter(({ resolved }) => resolved !== 'by us'),
      ...left.filter(({ resolved, path }) => resolved === 'no' && isUnsure(path)),
    ],
    reopen: taken.filter(({ resolved }) => resolved === 'by us'),
    resolve: left.filter(({ resolved, path }) => resolved !== 'by us' && !isUnsure(path)),
  };
}

/** Open comments are taken first, so that no closed one is opened beside them. */
const ORDER = { no: 0, 'by people': 1, 'by us': 2 } as const;
