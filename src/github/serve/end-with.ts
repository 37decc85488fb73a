import type { ProbotOctokit } from 'probot';

/** Makes all requests of a client reject as soon as the signal is aborted, those too that wait for their turn. */
export function endWith(octokit: InstanceType<typeof ProbotOctokit>, signal: AbortSignal): void {
  octokit.hook.wrap('request', async (send, options) => {
    signal.throwIfAborted();
    const { retries } = options.request;
    options.request = {
      ...options.request,
      signal,
      // Else a request that was cut off would be tried again, and again.
      get retries() {
        return signal.aborted ? 0 : retries;
      },
    };
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    try {
      return await Promise.race([send(options), stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  });
}
