import { counted } from '../../../scan/report/words.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { rateInWords } from './cells.ts';

type ScenarioRow = Evidence['scenarios'][number];

/** How the numbers were made: the seed, the limits, the models. */
export function about({ tool, settings, machine }: Evidence): string {
  const { seed, falseAlarmRate, first, infill } = settings;
  return [
    `${tool.name} ${tool.version}`,
    `seed ${seed}`,
    `false-alarm rate ${rateInWords(falseAlarmRate)}`,
    first === undefined ? 'all rows of each file' : `the first ${counted(first, 'row')} of each file`,
    infill === undefined ? 'no infill model' : `replacements proposed by ${infill}`,
    `times on ${machine}`,
  ].join('; ');
}

/** What a scenario is of. */
export function aboutScenario({
  model,
  task,
  language,
  poisonRatePercent,
  victim,
  trainedOn,
}: ScenarioRow): string {
  return `${model}; ${task}, ${language}; ${poisonRatePercent}% of the training rows poisoned by each attack. Victim ${victim.name}, SHA-256 of its files ${victim.sha256.slice(0, 16)}…, trained on: ${trainedOn}`;
}

/** What stands beside it from the paper. */
export function besidePaper({ paper }: ScenarioRow): string | undefined {
  return (
    paper &&
    `Beside it the paper's ${paper.model} at ${paper.poisonRatePercent}%. What differs from the paper: ${paper.differs}`
  );
}
