const MARKER = '<!-- codepurify:gone -->';

/**
 * The comment on a finding that is gone: a note stands below its first line, which names the finding. The comment itself
 * tells so what we did, wherever we may not resolve threads.
 */
export function markGone(body: string, head: string): string {
  const [first = '', ...rest] = body.split('\n');
  return [first, `${MARKER}`, `> **Gone** in ${head.slice(0, 12)}.`, ...rest].join('\n');
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
