import { anchor } from './anchor.ts';
import type { Finding } from './finding.ts';
import { type HeadFile, headFile } from './head-file.ts';
import type { Place } from './placed.ts';
import { type ReviewComment, reviewComment } from './review-comment.ts';
import type { Reviewed, ReviewSettings } from './reviewed.ts';
import { suggestion } from './suggestion.ts';

/** GitHub takes no more in one review. */
const MOST_A_REVIEW = 100;
const OFF = { because: 'the configuration switches buttons off' };

/**
 * The comments to post, and for each finding whether it has one. The surest come first, as long as the budget and a line
 * for them are there; the rest is for the summary.
 */
export function placeFindings(
  fresh: readonly Finding[],
  { files, refused }: Reviewed,
  { budget, suggestions, commands }: ReviewSettings,
  /** Comments of ours that stand open. */
  open: number,
): { readonly comments: readonly ReviewComment[]; readonly places: ReadonlyMap<Finding, Place> } {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const prepared = new Map<string, HeadFile>();
  const fileOf = (path: string) => {
    const file = byPath.get(path);
    if (file !== undefined && !prepared.has(path)) prepared.set(path, headFile(file));
    return prepared.get(path);
  };
  const most = Math.min(MOST_A_REVIEW, Math.max(0, budget - open));
  const comments: ReviewComment[] = [];
  const places = new Map<Finding, Place>();
  for (const finding of fresh) {
    const { file: path, fingerprint } = finding.verdict;
    const inSummary = (why: string) => places.set(finding, { kind: 'summary', why });
    if (refused?.has(fingerprint)) inSummary('GitHub refused it');
    else if (comments.length === most) inSummary('there are as many as the configuration allows');
    else {
      const file = fileOf(path);
      const offer = file && (suggestions ? suggestion(finding, file) : OFF);
      const lines = file && (offer && 'block' in offer ? offer : anchor(finding, file));
      if (lines === undefined) inSummary('the pull request shows none of its lines');
      else comments.push(reviewComment(finding, lines, { offer, commands }));
    }
  }
  return { comments, places };
}
