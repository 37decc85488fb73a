import type { Card } from '../../../model/card.ts';
import { identityOf } from '../../../scan/identity-of.ts';
import { TOOL } from '../../../scan/tool.ts';
import { whyNot } from '../defences/defence-bench.ts';
import type { EvaluatedScenario } from '../evaluate.ts';
import { bootstrap } from '../numbers/bootstrap.ts';
import { SIFT_NAMES } from '../study/names.ts';
import type { Study } from '../study/study.ts';
import { whyNotSift } from '../training/sift-bench.ts';
import { calibratedOn } from '../victim/victim-card.ts';
import { ablationOf } from './ablation/ablation-of.ts';
import type { Evidence } from './evidence.ts';
import { PAPER } from './paper.ts';
import { rowsOf } from './rows-of.ts';
import { trainingOf } from './training.ts';

/** Why an ablation is missing. */
export const ABLATION_AWAITED = 'its ablation is not measured yet';

type Missing = Evidence['missing'][number];

interface About {
  readonly study: Study;
  /** Why a scenario was not measured, by its name. */
  readonly leftOut?: ReadonlyMap<string, string>;
  readonly command: string;
  readonly machine: string;
  readonly first?: number;
  readonly infill?: Card;
}

/** By what all numbers of a run are made. */
export function settingsOf({
  study,
  first,
  infill,
}: Pick<About, 'study' | 'first' | 'infill'>): Evidence['settings'] {
  return {
    seed: study.seed,
    falseAlarmRate: study.falseAlarmRate,
    ...(first !== undefined && { first }),
    rows: study.first,
    defences: [...study.defences],
    ...(infill && { infill: identityOf(infill) }),
  };
}

/** All that is known once these scenarios of a study are done. */
export function evidenceOf(done: readonly EvaluatedScenario[], about: About): Evidence {
  const { study, leftOut, command, machine } = about;
  const resample = bootstrap(study.seed);
  const numbers = done.map((scenario) => rowsOf(scenario, resample));
  return {
    schemaVersion: 1,
    tool: TOOL,
    title: study.title,
    command,
    settings: settingsOf(about),
    paper: PAPER,
    scenarios: done.map(({ scenario, card, units }) => ({
      name: scenario.name,
      task: scenario.task,
      language: scenario.language,
      model: scenario.model,
      poisonRatePercent: scenario.poisonRatePercent,
      victim: identityOf(card),
      trainedOn: card.trainedOn,
      calibratedOn: calibratedOn(scenario, study.falseAlarmRate, card) ?? 0,
      machine,
      compiler: compilerOf(units),
      ...(scenario.paper && { paper: scenario.paper }),
    })),
    rows: numbers.flatMap(({ rows }) => rows),
    ablations: done.flatMap((one) => ablationOf(one, study.falseAlarmRate, resample) ?? []),
    curves: numbers.flatMap(({ curves }) => curves),
    training: done.flatMap(trainingOf),
    missing: study.scenarios.flatMap((scenario): Evidence['missing'] => {
      const { name } = scenario;
      const own = done.find((one) => one.scenario.name === name);
      if (own === undefined) {
        const reason = leftOut?.get(name) ?? 'not measured yet: the evaluation was stopped before';
        return [{ scenario: name, reason }];
      }
      const isAwaited = study.ablations.some((ablation) => ablation.scenario === name);
      const ablation = { scenario: name, reason: ABLATION_AWAITED };
      const because = (defence: Missing['defence'], reason: string | undefined) =>
        reason === undefined ? [] : [{ scenario: name, defence, reason }];
      return [
        ...(isAwaited && own.ablated === undefined ? [ablation] : []),
        ...study.defences.flatMap((defence) => because(defence, whyNot(defence, scenario))),
        ...(scenario.training === undefined ? [] : SIFT_NAMES).flatMap((sift) =>
          because(sift, whyNotSift(sift, scenario)),
        ),
      ];
    }),
  };
}

/** Units that were made with another than this machine has now are refused. */
function compilerOf([unit]: EvaluatedScenario['units']): string | null {
  const name = unit?.origin.compiler ?? 'none';
  return name === 'none' ? null : name;
}
