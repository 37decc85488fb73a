/** The HTTP status of GitHub's refusal; undefined where an error is something else, as where no answer came. */
export function statusOf(error: unknown): number | undefined {
  const answered = error instanceof Error && 'response' in error && error.response !== undefined;
  return answered && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

/** Whether a request may have been done all the same: the answer was lost, or the server failed in the midst of it. */
export function maybeDone(error: unknown): boolean {
  // Octokit gives a status of its own to what was never answered.
  if (!(error instanceof Error && 'status' in error) || error.name === 'AbortError') return false;
  const status = statusOf(error);
  return status === undefined || status >= 500;
}
