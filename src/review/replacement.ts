import { diffText } from '../scan/report/diff-text.ts';
import { fenced } from '../scan/report/fenced.ts';
import type { Finding } from './finding.ts';
import { shortId } from './marker.ts';
import type { NoSuggestion, Suggestion } from './suggestion.ts';

const MOST_CHARACTERS = 8_000;
const MOST_EDITS = 200;

type Purification = NonNullable<Finding['verdict']['purification']>;

/** The purification of a finding as blocks of Markdown: a button where it can be one, else a diff and why it cannot. */
export function replacement(
  finding: Finding,
  { offer, commands }: { readonly offer: Suggestion | NoSuggestion | undefined; readonly commands: boolean },
): string[] {
  const { purification, fingerprint } = finding.verdict;
  if (purification === undefined || offer === undefined) return [];
  if ('block' in offer) return [offer.block];
  return [
    `This replacement has no button because ${offer.because}.${commands ? ` \`/codepurify apply ${shortId(fingerprint)}\` commits it.` : ''}`,
    ...diffBlocks(finding, purification),
  ];
}

function diffBlocks({ code }: Finding, purification: Purification): string[] {
  const { edits } = purification;
  const changed = edits.reduce((sum, { from, to, text }) => sum + to - from + text.length, 0);
  // What is too long to be shown is not compared either, which could take long.
  if (edits.length > MOST_EDITS || changed > MOST_CHARACTERS) return ['It is too long to be shown here.'];
  const whole = diffText(code, purification.code);
  if (whole.length <= MOST_CHARACTERS) return [fenced(whole, 'diff')];
  const cut = whole.slice(0, MOST_CHARACTERS).toWellFormed();
  const lines = cut.slice(0, Math.max(0, cut.lastIndexOf('\n')));
  return [...(lines === '' ? [] : [fenced(lines, 'diff')]), 'The rest is too long to be shown here.'];
}
