import { refusalOf } from '../publish/refusal-of.ts';

const LOST: ReadonlyMap<number, string> = new Map([
  [403, 'GitHub does not let us: the App is suspended, lacks a permission, or the repository is archived'],
  [404, 'it is gone, or the App may not see it any more'],
  [410, 'it was deleted'],
  [451, 'it is blocked for legal reasons'],
]);

/** Why a job has lost its object, so that to try again would not bring it back; undefined where it has not. */
export function whyLost(error: unknown): string | undefined {
  return LOST.get(refusalOf(error) ?? 0);
}
