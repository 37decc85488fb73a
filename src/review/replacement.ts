import { diffText } from '../scan/report/diff-text.ts';
import { fenced } from '../scan/report/fenced.ts';
import type { Finding } from './finding.ts';
import { shortId } from './marker.ts';
import type { NoSuggestion, Suggestion } from './suggestion.ts';

const MOST_CHARACTERS = 8_000;

/** The purification of a finding as blocks of Markdown: a button where it can be one, else a diff and why it cannot. */
export function replacement(finding: Finding, offer: Suggestion | NoSuggestion | undefined): string[] {
  const { purification, fingerprint } = finding.verdict;
  if (purification === undefined || offer === undefined) return [];
  if ('block' in offer) return [offer.block];
  return [
    `This replacement has no button because ${offer.because}. \`/codepurify apply ${shortId(fingerprint)}\` commits it.`,
    ...diffBlocks(finding.code, purification.code),
  ];
}

function diffBlocks(before: string, after: string): string[] {
  const whole = diffText(before, after);
  if (whole.length <= MOST_CHARACTERS) return [fenced(whole, 'diff')];
  const cut = whole.slice(0, MOST_CHARACTERS).toWellFormed();
  const lines = cut.slice(0, cut.lastIndexOf('\n'));
  return [
    ...(lines === '' ? [] : [fenced(lines, 'diff')]),
    'The rest of the change is too long to be shown.',
  ];
}
