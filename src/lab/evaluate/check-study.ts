import type { Card } from '../../model/card.ts';
import { isBuiltInName } from '../../model/open-model.ts';
import { checkAblation } from './ablation/ablate.ts';
import type { EvaluateJob } from './evaluate-job.ts';
import { limitOf } from './limit.ts';
import type { fileHashes } from './rows/file-hashes.ts';
import { readElsewhere } from './rows/read-elsewhere.ts';
import { readTestRows } from './rows/read-test-rows.ts';
import type { SetName } from './study/names.ts';
import type { Scenario } from './study/study.ts';
import { readTraining } from './training/read-training.ts';
import { retrainedOn } from './training/retrained.ts';
import { notCalibrated, victimCard, wantsCalibration } from './victim/victim-card.ts';

/** Before any long work: throws FileError, ModelError and UsageError for what is wrong with a study. */
export async function checkStudy(
  { study, first }: Pick<EvaluateJob, 'study' | 'first'>,
  hashes: ReturnType<typeof fileHashes>,
): Promise<void> {
  const limits = { study, ...(first !== undefined && { first }) };
  const cards = new Map<string, Card>();
  for (const scenario of study.scenarios) {
    const card = await victimCard(scenario);
    cards.set(scenario.name, card);
    const isOwn = !isBuiltInName(scenario.victim) && scenario.valid !== undefined;
    if (!isOwn && wantsCalibration(scenario, study, card)) throw notCalibrated(scenario, study, card);
    for (const [set, path] of filesOf(scenario)) await readTestRows(path, { ...scenario, set, first: 1 });
    if (scenario.training !== undefined) {
      await readTraining(scenario.training, scenario, card, limitOf('training', limits));
    }
    await retrainedOn(scenario);
  }
  for (const ablation of study.ablations) {
    const scenario = study.scenarios.find(({ name }) => name === ablation.scenario);
    const card = cards.get(ablation.scenario);
    if (scenario === undefined || card === undefined) continue;
    checkAblation(ablation, card);
    for (const path of Object.values(ablation.elsewhere)) {
      await readElsewhere(path, scenario, { first: 1, seed: study.seed, hashes });
    }
  }
}

function filesOf({ clean, attacks, learn, valid }: Scenario): readonly (readonly [SetName, string])[] {
  const files: (readonly [SetName, string])[] = [['clean', clean]];
  for (const [attack, path] of Object.entries(attacks)) files.push([attack as SetName, path]);
  for (const path of [learn, valid]) if (path !== undefined) files.push(['clean', path]);
  return files;
}
