import { APP_EVENTS, APP_PERMISSIONS, WEBHOOK_PATH } from '../app-needs.ts';

export interface ManifestOptions {
  readonly name: string;
  /** Where `codepurify serve` can be reached from GitHub, without a slash at its end. */
  readonly url: string;
  /** Where GitHub sends the browser once the App is there. */
  readonly redirect: string;
}

/** From what GitHub makes an App: app.yml, with the addresses of this one. */
export function manifestOf({ name, url, redirect }: ManifestOptions) {
  const needs = Object.entries(APP_PERMISSIONS).map(([permission, { level }]) => [permission, level]);
  return {
    name,
    url,
    description: 'Finds the trigger that fools a backdoored code model, and offers the code without it.',
    public: false,
    redirect_url: redirect,
    hook_attributes: { url: `${url}${WEBHOOK_PATH}`, active: true },
    default_permissions: Object.fromEntries(needs),
    default_events: [...APP_EVENTS],
  };
}
