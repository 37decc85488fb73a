const HOST = /^[\w.-]+(?::\d+)?$/;

/** Where GitHub is: its pages and its REST API, both without a slash at the end. */
export interface Address {
  readonly web: string;
  readonly api: string;
}

/**
 * GHE_HOST names a GitHub Enterprise Server; what a workflow has in GITHUB_API_URL and GITHUB_SERVER_URL is heeded too.
 */
export function addressOf(variables: NodeJS.ProcessEnv): Address | { readonly problem: string } {
  const set = (name: string) => variables[name]?.trim() || undefined;
  const host = set('GHE_HOST');
  if (host !== undefined && !HOST.test(host)) {
    return { problem: 'GHE_HOST is not a host name: leave out https:// and any path.' };
  }
  const protocol = set('GHE_PROTOCOL') ?? 'https';
  if (protocol !== 'https' && protocol !== 'http') {
    return { problem: 'GHE_PROTOCOL is neither https nor http.' };
  }
  const server = `${protocol}://${host}`;
  if (host !== undefined) return { web: server, api: `${server}/api/v3` };
  const api = set('GITHUB_API_URL') ?? 'https://api.github.com';
  if (URL.parse(api) === null) return { problem: 'GITHUB_API_URL is not an address.' };
  return { web: set('GITHUB_SERVER_URL') ?? 'https://github.com', api };
}
