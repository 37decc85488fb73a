import type { Octokit } from '../pull-request/repository.ts';

/** The host of GitHub that people see, such as `github.com`. */
export function hostOf(octokit: Octokit): string {
  const { baseUrl } = octokit.request.endpoint.DEFAULTS;
  const { hostname } = new URL(baseUrl);
  return hostname === 'api.github.com' ? 'github.com' : hostname;
}
