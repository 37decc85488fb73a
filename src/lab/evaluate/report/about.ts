import { counted } from '../../../scan/report/words.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { rateInWords } from './cells.ts';

type ScenarioRow = Evidence['scenarios'][number];

/** How the numbers were made: the seed, the limits, the models. */
export function about({ tool, settings, scenarios }: Evidence): string {
  const { seed, falseAlarmRate, infill } = settings;
  return [
    `${tool.name} ${tool.version}`,
    `seed ${seed}`,
    `false-alarm rate ${rateInWords(falseAlarmRate)}`,
    rowsInWords(settings),
    infill === undefined ? 'no infill model' : `replacements proposed by ${infill.name}`,
    ...machinesOf(scenarios),
  ].join('; ');
}

/** Of several each with its scenarios. */
function machinesOf(scenarios: readonly ScenarioRow[]): readonly string[] {
  const machines = Map.groupBy(scenarios, ({ machine }) => machine);
  return Array.from(machines, ([machine, own]) =>
    machines.size === 1
      ? `times on ${machine}`
      : `times of ${own.map(({ name }) => name).join(', ')} on ${machine}`,
  );
}

function rowsInWords({ first = Number.POSITIVE_INFINITY, rows }: Evidence['settings']): string {
  const kinds = (
    [
      ['clean', 'clean'],
      ['planted', 'of each attack'],
      ['baselines', 'of either for a baseline'],
      ['training', 'of a training set'],
      ['calibration', 'to calibrate a victim on'],
    ] as const
  ).map(([kind, words]) => {
    const own = rows[kind] ?? Number.POSITIVE_INFINITY;
    return [kind === 'calibration' ? own : Math.min(first, own), words] as const;
  });
  const limited = kinds.filter(([most]) => Number.isFinite(most));
  if (limited.length === 0) return 'all rows of each file';
  return `rows at most, the first ones: ${limited.map(([most, words]) => `${most.toLocaleString('en')} ${words}`).join(', ')}`;
}

/** What a scenario is of. */
export function aboutScenario({
  model,
  task,
  language,
  poisonRatePercent,
  victim,
  trainedOn,
  calibratedOn,
  compiler,
}: ScenarioRow): string {
  return `${model}; ${task}, ${language}; ${poisonRatePercent}% of the training rows poisoned by each attack. Victim ${victim.name}, SHA-256 of its files ${victim.sha256.slice(0, 16)}…, trained on: ${trainedOn}. Calibrated on ${counted(calibratedOn, 'clean function')}, those of the valid rows that it inspects. ${compiler === null ? 'No compiler for this language was there' : `Purified code compiled by ${compiler}`}`;
}

/** What stands beside it from the paper. */
export function besidePaper({ paper }: ScenarioRow): string | undefined {
  return (
    paper &&
    `Beside it the paper's ${paper.model} at ${paper.poisonRatePercent}%. What differs from the paper: ${paper.differs.replace(/\.$/, '')}`
  );
}

/** On how many rows an ablation was measured. */
export function aboutAblation({ validRows, cleanRows, first }: Evidence['ablations'][number]): string {
  const limit = first === undefined ? '' : `, the first ${counted(first, 'row')} of each file`;
  return `One thing at a time is other than what is shipped; calibrated on ${counted(validRows, 'valid row')}, false alarms on ${counted(cleanRows, 'clean row')}${limit}`;
}
