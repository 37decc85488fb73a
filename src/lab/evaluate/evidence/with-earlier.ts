import { isDeepStrictEqual } from 'node:util';
import type { Study } from '../study/study.ts';
import type { Evidence } from './evidence.ts';
import { ABLATION_AWAITED } from './evidence-of.ts';

type Told = Evidence['scenarios'][number];

/** Whether numbers of both may stand on one page: same version, seed, rates, limits, defences and infill model. */
function isAlike(one: Pick<Evidence, 'tool' | 'settings'>, other: typeof one): boolean {
  return isDeepStrictEqual([one.tool, one.settings], [other.tool, other.settings]);
}

/**
 * Names of the scenarios whose numbers of an earlier run stay, where this one measures only some anew: those that the study
 * still describes in the same way.
 */
export function keptOf(
  earlier: Evidence,
  study: Study,
  now: Pick<Evidence, 'tool' | 'settings'>,
): ReadonlySet<string> {
  if (!isAlike(now, earlier)) return new Set();
  const told = (one: Omit<Told, 'victim' | 'trainedOn' | 'calibratedOn' | 'machine' | 'compiler'>) => [
    one.task,
    one.language,
    one.model,
    one.poisonRatePercent,
    one.paper,
  ];
  const attacksOf = (name: string) =>
    new Set(earlier.rows.filter(({ scenario }) => scenario === name).map(({ attack }) => attack));
  const kept = earlier.scenarios.filter((one) => {
    const own = study.scenarios.find(({ name }) => name === one.name);
    if (own === undefined || !isDeepStrictEqual(told(one), told(own))) return false;
    return isDeepStrictEqual(attacksOf(one.name), new Set(Object.keys(own.attacks)));
  });
  return new Set(kept.map(({ name }) => name));
}

/**
 * With what an earlier run measured and this one did not: victims and machines need not outlive a study. A scenario is of
 * one run as a whole: the earlier one where this did not come to it, or not to its ablation although its victim is the same.
 * All is in the study's order.
 */
export function withEarlier(now: Evidence, earlier: Evidence, study: Study): Evidence {
  const may = keptOf(earlier, study, now);
  const measured = new Map(now.scenarios.map((one) => [one.name, one.victim.sha256]));
  const isAblated = ({ ablations }: Evidence, name: string) =>
    ablations.some(({ scenario }) => scenario === name);
  const isWanted = (name: string) => study.ablations.some(({ scenario }) => scenario === name);
  const isFuller = ({ name, victim }: Told) =>
    !measured.has(name) ||
    (measured.get(name) === victim.sha256 &&
      isWanted(name) &&
      isAblated(earlier, name) &&
      !isAblated(now, name));
  const kept = new Set(
    earlier.scenarios.filter((one) => may.has(one.name) && isFuller(one)).map(({ name }) => name),
  );
  const awaited = study.ablations.filter(
    ({ scenario }) => kept.has(scenario) && !isAblated(earlier, scenario),
  );
  const missing = [
    ...earlier.missing.filter(({ defence }) => defence !== undefined),
    ...awaited.map(({ scenario }) => ({ scenario, reason: ABLATION_AWAITED })),
  ];
  const order = study.scenarios.map(({ name }) => name);
  const joined = <Row>(key: (row: Row) => string, nows: readonly Row[], earliers: readonly Row[]): Row[] =>
    [...nows.filter((row) => !kept.has(key(row))), ...earliers.filter((row) => kept.has(key(row)))].toSorted(
      (one, other) => order.indexOf(key(one)) - order.indexOf(key(other)),
    );
  const name = (row: Told) => row.name;
  const scenario = (row: { readonly scenario: string }) => row.scenario;
  return {
    ...now,
    scenarios: joined(name, now.scenarios, earlier.scenarios),
    rows: joined(scenario, now.rows, earlier.rows),
    curves: joined(scenario, now.curves, earlier.curves),
    ablations: joined(scenario, now.ablations, earlier.ablations),
    training: joined(scenario, now.training, earlier.training),
    missing: joined(scenario, now.missing, missing),
  };
}
