import { addressOf } from '../address.ts';
import { privateKey } from '../serve/private-key.ts';

/** What lets us speak to GitHub, and where it is. */
export type Credentials = { readonly baseUrl: string } & (
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly appId: number; readonly privateKey: string }
);

/**
 * Finds credentials in the environment: GITHUB_TOKEN (or GH_TOKEN, as GitHub's own program has it), else the App's APP_ID
 * and key.
 */
export function readCredentials(variables: NodeJS.ProcessEnv): Credentials | { readonly problem: string } {
  const set = (name: string) => variables[name]?.trim() || undefined;
  const address = addressOf(variables);
  if ('problem' in address) return address;
  const baseUrl = address.api;

  const token = set('GITHUB_TOKEN') ?? set('GH_TOKEN');
  if (token !== undefined) return { kind: 'token', token, baseUrl };
  const appId = Number(set('APP_ID') ?? Number.NaN);
  if (Number.isNaN(appId) && set('PRIVATE_KEY') === undefined && set('PRIVATE_KEY_PATH') === undefined) {
    return {
      problem: 'GITHUB_TOKEN is missing: set it to a token, or APP_ID and PRIVATE_KEY to those of an App.',
    };
  }
  if (!Number.isSafeInteger(appId) || appId < 1) {
    return { problem: 'APP_ID is not a number above 0: it stands in the settings of the App.' };
  }
  const key = privateKey(set('PRIVATE_KEY'), set('PRIVATE_KEY_PATH'));
  return key.kind === 'problem'
    ? { problem: key.problem }
    : { kind: 'app', appId, privateKey: key.pem, baseUrl };
}
