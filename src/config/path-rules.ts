import type { Config } from './config.ts';
import { pathMatcher } from './path-matcher.ts';

/** What a configuration says of a path. */
export type PathRule =
  /** The pattern of `exclude` that matches. */
  | { readonly kind: 'excluded'; readonly pattern: string }
  /** The victims that judge it, by name; none where no victim's paths match. */
  | { readonly kind: 'victims'; readonly names: readonly string[] }
  /** No victims are configured: the built-in ones for its language. */
  | { readonly kind: 'built-in' };

/** Which victims judge a file. Paths have forward slashes and are relative to the root of the repository. */
export function pathRules({
  exclude,
  victims,
}: Pick<Config, 'exclude' | 'victims'>): (path: string) => PathRule {
  const excluded = pathMatcher(exclude);
  const judges = victims?.map(({ name, paths }) => ({ name, judges: pathMatcher(paths) }));
  return (path) => {
    const pattern = excluded(path);
    if (pattern !== undefined) return { kind: 'excluded', pattern };
    if (judges === undefined) return { kind: 'built-in' };
    const names = judges.flatMap(({ name, judges }) => (judges(path) === undefined ? [] : [name]));
    return { kind: 'victims', names };
  };
}
