const LONGEST = 500;

interface ShownError {
  readonly type: string;
  readonly message: string;
  readonly status?: number;
  readonly code?: string;
  readonly stack?: string;
}

/**
 * What is logged of an error. Those of Octokit carry the whole request and response, with tokens and
 * code in them; only the message, the status and where it happened are taken.
 */
export function shownError(error: unknown): ShownError {
  if (typeof error !== 'object' || error === null) return { type: typeof error, message: cut(String(error)) };
  const { name, message, status, code, stack } = error as Readonly<Record<string, unknown>>;
  return {
    type: typeof name === 'string' ? name : error.constructor.name,
    message: cut(typeof message === 'string' ? message : 'no message'),
    ...(typeof status === 'number' && { status }),
    ...(typeof code === 'string' && { code }),
    ...(typeof stack === 'string' && { stack: placesOf(stack) }),
  };
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The lines of a stack that say where, without the message above them. */
function placesOf(stack: string): string {
  return cut(
    stack
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .map((line) => line.trim())
      .join('\n'),
  );
}
