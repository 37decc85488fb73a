import { calibrate } from '../../../defense/calibrate.ts';
import { optionsFor } from '../../../defense/defaults.ts';
import { loadGrammar } from '../../../load-grammar.ts';
import type { Card } from '../../../model/card.ts';
import { modelFolder, openVictim } from '../../../model/open-model.ts';
import { saveCalibration } from '../../../model/save-calibration.ts';
import type { EvaluateJob } from '../evaluate-job.ts';
import { readTestRows } from '../rows/read-test-rows.ts';
import type { Scenario } from '../study/study.ts';
import { notCalibrated, victimCard, wantsCalibration } from './victim-card.ts';

/**
 * The card of a scenario's victim. One that wants a calibration gets it from the valid rows, and keeps it in its folder as
 * `codepurify calibrate` would. `--first` does not lower how many rows that are: a calibration lasts.
 */
export async function calibratedCard(scenario: Scenario, job: EvaluateJob): Promise<Card> {
  const card = await victimCard(scenario);
  const { study } = job;
  if (!wantsCalibration(scenario, study, card)) return card;
  await calibrateOn(scenario, job);
  const after = await victimCard(scenario);
  if (wantsCalibration(scenario, study, after)) throw notCalibrated(scenario, study, after);
  return after;
}

async function calibrateOn(scenario: Scenario, { study, onProgress, signal }: EvaluateJob): Promise<void> {
  const { name, victim: where, valid = '', language } = scenario;
  const first = scenario.calibration ?? study.first.calibration;
  const rows = await readTestRows(valid, {
    ...scenario,
    set: 'clean',
    ...(first !== undefined && { first }),
  });
  await using closing = new AsyncDisposableStack();
  const victim = await openVictim(where);
  closing.defer(() => victim.close());
  function* told() {
    for (const [at, { subject }] of rows.entries()) {
      onProgress?.(`rows of ${name}, valid, to calibrate`, at, rows.length);
      yield subject;
    }
  }
  const context = {
    victim,
    grammar: await loadGrammar(language),
    options: optionsFor(victim.card, {}),
    ...(signal && { signal }),
  };
  const calibration = await calibrate(told(), context, undefined, (done, total) =>
    onProgress?.(`rows of ${name}, valid, their triggers planted elsewhere`, done, total),
  );
  await saveCalibration(await modelFolder(where), calibration);
}
