const MARKER = '<!-- codepurify:gone -->';

/**
 * The comment on a finding that is gone, or ignored: a note stands below its first line, which names the finding. The
 * comment itself tells so what we did, wherever we may not resolve threads.
 */
export function markGone(body: string, head: string, ignored: boolean): string {
  const [first = '', ...rest] = body.split('\n');
  const at = head.slice(0, 12);
  const note = ignored ? `**Ignored** at ${at}: the summary says why.` : `**Gone** in ${at}.`;
  return [first, MARKER, `> ${note}`, ...rest].join('\n');
}

export function isMarkedGone(body: string): boolean {
  return body.split('\n', 2)[1] === MARKER;
}

/** The comment as it was before it was marked. */
export function unmarkGone(body: string): string {
  if (!isMarkedGone(body)) return body;
  const [first = '', , , ...rest] = body.split('\n');
  return [first, ...rest].join('\n');
}
