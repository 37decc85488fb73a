import { isDeepStrictEqual } from 'node:util';
import type { Evidence } from './evidence.ts';

/** Whether numbers of both may stand on one page: same version, seed, rates and limits. */
export function isAlike(one: Pick<Evidence, 'tool' | 'settings'>, other: typeof one): boolean {
  return isDeepStrictEqual([one.tool, one.settings], [other.tool, other.settings]);
}

/**
 * With what an earlier run, alike, measured of the scenarios in `order` that this one did not: victims and machines need
 * not outlive a study. A scenario is of one run as a whole. All is in the given order.
 */
export function withEarlier(now: Evidence, earlier: Evidence, order: readonly string[]): Evidence {
  const measured = new Set(now.scenarios.map(({ name }) => name));
  const kept = new Set(
    earlier.scenarios.map(({ name }) => name).filter((name) => order.includes(name) && !measured.has(name)),
  );
  const joined = <Row>(key: (row: Row) => string, nows: readonly Row[], earliers: readonly Row[]): Row[] =>
    [...nows.filter((row) => !kept.has(key(row))), ...earliers.filter((row) => kept.has(key(row)))].toSorted(
      (one, other) => order.indexOf(key(one)) - order.indexOf(key(other)),
    );
  const name = (row: Evidence['scenarios'][number]) => row.name;
  const scenario = (row: { readonly scenario: string }) => row.scenario;
  return {
    ...now,
    scenarios: joined(name, now.scenarios, earlier.scenarios),
    rows: joined(scenario, now.rows, earlier.rows),
    curves: joined(scenario, now.curves, earlier.curves),
    ablations: joined(scenario, now.ablations, earlier.ablations),
    training: joined(scenario, now.training, earlier.training),
    missing: joined(scenario, now.missing, earlier.missing),
  };
}
