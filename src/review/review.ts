import type { ScanResult } from '../scan/scan-result.ts';
import { type CheckRun, checkRun } from './check-run.ts';
import type { Finding } from './finding.ts';
import { findingsOf } from './findings-of.ts';
import type { Ignored } from './ignore.ts';
import { isOpen } from './is-open.ts';
import { isOwnIgnore } from './is-own-ignore.ts';
import { SUMMARY_MARKER } from './marker.ts';
import { placeFindings } from './place-findings.ts';
import type { Place } from './placed.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import type { ReviewComment } from './review-comment.ts';
import type { Reviewed, ReviewSettings } from './reviewed.ts';
import { summary } from './summary.ts';
import { COMMENT_LIMIT } from './within-limit.ts';

/** What is to be done at a pull request. Each finding is in a comment, in the summary, or both. */
export interface Review extends Omit<Reconciled, 'fresh'> {
  /** To be posted as one review, at most 100. */
  readonly comments: readonly ReviewComment[];
  /** The sticky summary. */
  readonly summary: string;
  readonly check: CheckRun;
  /** Fingerprints of what was found and is ignored. */
  readonly ignored: ReadonlySet<string>;
  /** Something is left for a person to look at, whatever the check says. */
  readonly open: boolean;
}

/** The review of a pull request from what was found and what stands there already. */
export function review(reviewed: Reviewed, settings: ReviewSettings): Review {
  const { scan, standing, head } = reviewed;
  const { reported, ignored } = apart(findingsOf(scan), reviewed.ignored);
  // What the pull request itself switches off stays open until a person closes it.
  const own = new Set(ignored.filter(({ ignore }) => isOwnIgnore(ignore)).map(fingerprintOf));
  const { own: kept = [], others = [] } = Object.groupBy(standing, ({ fingerprint }) =>
    own.has(fingerprint) ? 'own' : 'others',
  );
  const { fresh, keep, ...rest } = reconcile(reported, others, unsureFiles(scan));
  const reconciled = { ...rest, keep: [...keep, ...kept] };
  const { comments, places } = placeFindings(fresh, reviewed, settings, openOf(reconciled));
  const closed = Map.groupBy(
    reconciled.keep.filter(({ resolved }) => resolved === 'by people'),
    ({ fingerprint }) => fingerprint,
  );
  const placed = reported.map((finding) => ({
    finding,
    place:
      places.get(finding) ??
      ({
        kind: closed.get(finding.verdict.fingerprint)?.pop() ? 'resolved by people' : 'comment',
      } satisfies Place),
  }));
  const report = { scan, head, placed, ignored, commands: settings.commands };
  return {
    ...reconciled,
    comments,
    summary: summary(report, settings, SUMMARY_MARKER, COMMENT_LIMIT),
    check: checkRun(report, settings),
    ignored: new Set(ignored.map(fingerprintOf)),
    open: isOpen(report),
  };
}

function apart(findings: readonly Finding[], known: Ignored) {
  const ignored = findings.flatMap((finding) => {
    const ignore = known.get(finding.verdict.fingerprint);
    return ignore === undefined ? [] : [{ finding, ignore }];
  });
  return { ignored, reported: findings.filter(({ verdict }) => !known.has(verdict.fingerprint)) };
}

function fingerprintOf({ finding }: { readonly finding: Finding }): string {
  return finding.verdict.fingerprint;
}

/** What was not inspected to its end: the whole scan, everything for some reason, or some files. */
function unsureFiles({ interrupted, errors }: ScanResult): (path: string) => boolean {
  const failed = new Set(errors.map(({ file }) => file));
  return (path) => interrupted === true || failed.has('') || failed.has(path);
}

function openOf({ keep, reopen }: Pick<Reconciled, 'keep' | 'reopen'>): number {
  return keep.filter(({ resolved }) => resolved === 'no').length + reopen.length;
}
