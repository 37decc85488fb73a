const FINDING = /^<!-- codepurify:finding ([0-9a-f]{32}) -->/;

const ID_LENGTH = 8;

/** The first line of a comment on a finding: not seen by readers, found again by the next review. */
export function findingMarker(fingerprint: string): string {
  return `<!-- codepurify:finding ${fingerprint} -->`;
}

/** The fingerprint that a comment of ours begins with. Whether it is ours its author tells, not this. */
export function markedFinding(body: string): string | undefined {
  return FINDING.exec(body)?.[1];
}

/** The first line of the sticky summary. */
export const SUMMARY_MARKER = '<!-- codepurify:summary -->';

/** Whether a comment of ours is the sticky summary. */
export function isSummary(body: string): boolean {
  return body.startsWith(SUMMARY_MARKER);
}

/** What people call a finding by in commands: the beginning of its fingerprint. */
export function shortId(fingerprint: string): string {
  return fingerprint.slice(0, ID_LENGTH);
}
