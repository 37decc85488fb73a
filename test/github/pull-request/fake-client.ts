import { pino } from 'pino';
import { ProbotOctokit } from 'probot';
import type { Repository } from '../../../src/github/pull-request/repository.ts';

/** A repository whose requests are answered by a function: from `METHOD path?query` to what GitHub would say. */
export function fakeRepository(answer: (request: string) => unknown): Repository {
  const octokit = new ProbotOctokit({
    auth: { token: 'none' },
    log: pino({ level: 'silent' }),
    throttle: { enabled: false },
    retry: { enabled: false },
    request: {
      fetch: async (address: string, { method }: { readonly method: string }) => {
        const { pathname, search } = new URL(address);
        return Response.json(answer(`${method} ${pathname}${search}`));
      },
    },
  });
  return { octokit, owner: 'ada', repo: 'engine', signal: new AbortController().signal };
}
