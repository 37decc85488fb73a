import { optionsFor } from '../../defense/defaults.ts';
import { FileError } from '../../jsonl/file-error.ts';
import { loadGrammar } from '../../load-grammar.ts';
import type { Card } from '../../model/card.ts';
import { openVictim } from '../../model/open-model.ts';
import { identityOf } from '../../scan/identity-of.ts';
import { ablate } from './ablation/ablate.ts';
import { checkStudy } from './check-study.ts';
import { defenceBench, whyNot } from './defences/defence-bench.ts';
import { defendedRows, plainRows } from './do-unit.ts';
import type { EvaluateJob } from './evaluate-job.ts';
import { defenceLimit, limitOf } from './limit.ts';
import { fileHashes } from './rows/file-hashes.ts';
import { madeBy } from './rows/made-by.ts';
import { readTestRows } from './rows/read-test-rows.ts';
import type { TestRow } from './rows/test-row.ts';
import type { DefendedUnit, MeasuredUnit, PlainUnit, SiftedUnit } from './rows/unit.ts';
import { unitWords } from './rows/unit.ts';
import type { SetName } from './study/names.ts';
import type { Ablation, Scenario } from './study/study.ts';
import { type Retrained, retrainedOn } from './training/retrained.ts';
import { sifted } from './training/sifted.ts';
import { calibratedCard } from './victim/calibrated-card.ts';

/** A scenario with all of its units that are done. */
export interface EvaluatedScenario {
  readonly scenario: Scenario;
  readonly card: Card;
  readonly units: readonly (PlainUnit | DefendedUnit)[];
  /** What defences of the training set find in it, where the study names one. */
  readonly sifted: readonly SiftedUnit[];
  /** What the victim is worth that was trained again on what they left, where that was done. */
  readonly retrained: readonly Retrained[];
  /** Where the study asks for one. */
  readonly ablated?: { readonly ablation: Ablation; readonly units: readonly MeasuredUnit[] };
}

type Work = Pick<PlainUnit | DefendedUnit, 'scenario' | 'set' | 'defence' | 'origin'>;

/**
 * Does the units of a study that are not in the store yet, scenario by scenario, and yields each scenario when it is
 * whole; then the ablations, each of which yields its scenario again. A stopped evaluation goes on where it was.
 * Throws FileError, ModelError and UsageError, and the signal's reason.
 */
export async function* evaluate(job: EvaluateJob): AsyncGenerator<EvaluatedScenario, void, undefined> {
  const hashes = fileHashes();
  const all: EvaluatedScenario[] = [];
  await checkStudy(job, hashes);
  for (const scenario of job.study.scenarios) {
    job.signal?.throwIfAborted();
    const card = await calibratedCard(scenario, job);
    const works = await worksOf(scenario, card, job, hashes);
    const open = works.filter((work) => job.store.find(work) === undefined);
    if (open.length > 0) await doWorks(open, scenario, job);
    const units = works.flatMap((work) => {
      const unit = job.store.find(work);
      return unit !== undefined && 'defence' in unit ? unit : [];
    });
    checkCounts(units, job);
    const origin = madeBy(scenario, card, job, limitOf('training', job));
    const evaluated = {
      scenario,
      card,
      units,
      sifted: await sifted({ ...job, scenario, card, hashes, origin }),
      retrained: await retrainedOn(scenario),
    };
    all.push(evaluated);
    yield evaluated;
  }
  for (const ablation of job.study.ablations) {
    const evaluated = all.find(({ scenario }) => scenario.name === ablation.scenario);
    if (evaluated === undefined) continue;
    const { scenario, card } = evaluated;
    const { first, store, infill, onProgress, signal } = job;
    const units = await ablate({
      study: job.study,
      ablation,
      scenario,
      card,
      store,
      hashes,
      origin: { ...madeBy(scenario, card, job, Number.POSITIVE_INFINITY), victim: identityOf(card).sha256 },
      ...(first !== undefined && { first }),
      ...(infill && { infill }),
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
    yield { ...evaluated, ablated: { ablation, units } };
  }
}

/** Rows are told apart by their place: a unit of fewer would be taken for another's. */
function checkCounts(units: readonly (PlainUnit | DefendedUnit)[], job: EvaluateJob): void {
  const all = new Map(
    units.flatMap(({ set, defence, rows }) => (defence === 'none' ? [[set, rows.length]] : [])),
  );
  for (const unit of units) {
    const wanted = Math.min(all.get(unit.set) ?? 0, defenceLimit(unit.set, unit.defence, job));
    if (unit.rows.length === wanted) continue;
    throw new FileError(
      `The state file holds ${unit.rows.length} rows of ${unitWords(unit)}, and there are ${wanted}: remove its line to measure it anew.`,
    );
  }
}

async function worksOf(
  scenario: Scenario,
  card: Card,
  job: EvaluateJob,
  hashes: ReturnType<typeof fileHashes>,
): Promise<readonly Work[]> {
  const { name, functions, learn, valid, clean, attacks } = scenario;
  const learned = await hashes(learn, valid);
  const sets: (readonly [SetName, string])[] = [['clean', clean]];
  for (const [attack, path] of Object.entries(attacks)) sets.push([attack as SetName, path]);
  const works: Work[] = [];
  for (const [set, path] of sets) {
    const data = await hashes(path, functions);
    const defences = job.study.defences.filter((defence) => whyNot(defence, scenario) === undefined);
    for (const defence of ['none', ...defences] as const) {
      const most = defenceLimit(set, defence, job);
      const origin = { ...madeBy(scenario, card, job, most), learned, data };
      works.push({ scenario: name, set, defence, origin });
    }
  }
  return works;
}

async function doWorks(works: readonly Work[], scenario: Scenario, job: EvaluateJob): Promise<void> {
  const { study, infill, signal, store, onProgress } = job;
  const rowsBySet = new Map<SetName, readonly TestRow[]>();
  for (const { set } of works) {
    const path = set === 'clean' ? scenario.clean : scenario.attacks[set];
    if (path === undefined || rowsBySet.has(set)) continue;
    rowsBySet.set(set, await readTestRows(path, { ...scenario, set, first: defenceLimit(set, 'none', job) }));
  }
  await using victim = await opened(scenario.victim);
  const context = {
    victim: victim.model,
    grammar: await loadGrammar(scenario.language),
    options: optionsFor(victim.model.card, { falseAlarmRate: study.falseAlarmRate }),
    ...(infill?.card.languages.includes(scenario.language) && { infill }),
    ...(signal && { signal }),
  };
  const ready = defenceBench(scenario, context, study.seed);
  for (const [set, own] of Map.groupBy(works, (work) => work.set)) {
    const all = rowsBySet.get(set) ?? [];
    for (const { defence, ...work } of own) {
      const rows = all.slice(0, defenceLimit(set, defence, job));
      const tell = (done: number, total: number) =>
        onProgress?.(`rows of ${scenario.name}, ${set}, ${defence}`, done, total);
      if (defence === 'none') {
        await store.add({ ...work, defence, ...(await plainRows(rows, context, tell)) });
      } else {
        await store.add({
          ...work,
          defence,
          ...(await defendedRows(await ready(defence), rows, context, tell)),
        });
      }
    }
  }
}

async function opened(name: string) {
  const model = await openVictim(name);
  return { model, [Symbol.asyncDispose]: () => model.close() };
}
