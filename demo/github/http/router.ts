import type { Route } from './route.ts';

/** The only parameters whose value may hold slashes. */
const LONG = new Set(['path', 'ref', 'basehead', 'branch']);

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export type Router = (method: string, path: string) => Match | undefined;

/** Finds the route of a request; of several that fit, the one with most fixed words wins. */
export function router(routes: readonly Route[]): Router {
  const compiled = routes
    .map((route) => ({ route, pattern: patternOf(route.path), fixed: fixedWords(route.path) }))
    .sort((a, b) => b.fixed - a.fixed);
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      if (route.method.toUpperCase() !== method) continue;
      const found = pattern.exec(path);
      if (found === null) continue;
      const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decoded(value)]);
      return { route, params: Object.fromEntries(params) };
    }
    return undefined;
  };
}

function patternOf(path: string): RegExp {
  const source = path.replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${LONG.has(name) ? '.+' : '[^/]+'})`);
  return new RegExp(`^${source}$`);
}

function fixedWords(path: string): number {
  return path.split('/').filter((word) => !word.startsWith('{')).length;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
