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
  compiler,
}: ScenarioRow): string {
  return `${model}; ${task}, ${language}; ${poisonRatePercent}% of the training rows poisoned by each attack. Victim ${victim.name}, SHA-256 of its files ${victim.sha256.slice(0, 16)}…, trained on: ${trainedOn}. ${compiler === null ? 'No compiler for this language was there' : `Purified code compiled by ${compiler}`}`;
}

/** What stands beside it from the paper. */
export function besidePaper({ paper }: ScenarioRow): string | undefined {
  return (
    paper &&
    `Beside it the paper's ${paper.model} at ${paper.poisonRatePercent}%. What differs from the paper: ${paper.differs}`
  );
}

/** On how many rows an ablation was measured. */
export function aboutAblation({ validRows, cleanRows, first }: Evidence['ablations'][number]): string {
  const limit = first === undefined ? '' : `, the first ${counted(first, 'row')} of each file`;
  return `One thing at a time is other than what is shipped; calibrated on ${counted(validRows, 'valid row')}, false alarms on ${counted(cleanRows, 'clean row')}${limit}`;
}
