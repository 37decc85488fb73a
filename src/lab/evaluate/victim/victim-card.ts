import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { optionsFor } from '../../../defense/defaults.ts';
import { yardstickOf } from '../../../defense/yardstick.ts';
import type { Card } from '../../../model/card.ts';
import { isBuiltInName, modelFolder } from '../../../model/open-model.ts';
import { CARD_FILE, readCard } from '../../../model/read-card.ts';
import { UsageError } from '../../../scan/usage-error.ts';
import { isBaseline, type StudyTask } from '../study/names.ts';
import type { Scenario, Study } from '../study/study.ts';

const TASKS: Readonly<Record<StudyTask, Card['task']>> = {
  defect: 'classification',
  clone: 'pair',
  repair: 'generation',
};

/** Whether the folder holds a victim by now: those of a grid come one after the other. */
export async function isThere({ victim }: Scenario): Promise<boolean> {
  if (isBuiltInName(victim)) return true;
  return access(join(victim, CARD_FILE)).then(
    () => true,
    () => false,
  );
}

/** Throws ModelError, and UsageError where the victim does not fit the scenario. */
export async function victimCard({ name, task, victim, language }: Scenario): Promise<Card> {
  const card = await readCard(await modelFolder(victim));
  if (card.task !== TASKS[task]) {
    throw new UsageError(`Scenario ${name} is for ${task}, and victim ${card.name} is for ${card.task}.`);
  }
  if (!card.languages.includes(language)) {
    throw new UsageError(`Scenario ${name}: victim ${card.name} does not read ${language}.`);
  }
  return card;
}

/** Whether the scenario judges by clean functions of which the card knows none, or too few. */
export function wantsCalibration(
  scenario: Scenario,
  { defences, falseAlarmRate }: Study,
  card: Card,
): boolean {
  if (defences.every(isBaseline) && scenario.training === undefined) return false;
  return calibratedOn(scenario, falseAlarmRate, card) === undefined;
}

/** Clean functions that its verdicts go by; undefined where there are too few for the rate. */
export function calibratedOn({ language }: Scenario, falseAlarmRate: number, card: Card): number | undefined {
  const yardstick = yardstickOf(card, language, optionsFor(card, { falseAlarmRate }));
  return yardstick.kind === 'calibrated' ? yardstick.calibration.scores.length : undefined;
}

export function notCalibrated(
  { name, language }: Scenario,
  { falseAlarmRate }: Study,
  card: Card,
): UsageError {
  return new UsageError(
    `Scenario ${name}: victim ${card.name} is not calibrated for ${language} at a false-alarm rate of ${falseAlarmRate}: name more clean rows with "valid", raise "calibration" of "first" or of the scenario, or run codepurify calibrate with more clean functions first.`,
  );
}
