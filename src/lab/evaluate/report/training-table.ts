import type { TrainingRow } from '../evidence/training.ts';
import { one, shareCell } from './cells.ts';
import type { Table } from './tables.ts';

const WORDS: Readonly<Record<TrainingRow['defence'], string>> = {
  sanitize: 'CodePurify sanitize',
  'spectral-signatures': 'spectral signatures',
  'activation-clustering': 'activation clustering',
  killbadcode: 'KillBadCode',
};

/** What the defences of a scenario's training set find in it; none where the study names no such set. */
export function trainingTables(rows: readonly TrainingRow[]): readonly Table[] {
  const attacks = rows[0]?.attacks.map(({ attack }) => attack) ?? [];
  // Of one attack alone all is said by the recall.
  const apart = attacks.length > 1 ? attacks : [];
  const table = {
    title: 'Rows of the training set that are left out, in percent',
    head: ['defence', 'poisoned', 'clean', ...apart, 'seconds', 'names as triggers'],
    rows: rows.map(({ defence, recall, falseAlarms, attacks, seconds, named }) => [
      WORDS[defence],
      shareCell(recall),
      shareCell(falseAlarms),
      ...(apart.length > 0 ? attacks.map((own) => shareCell(own.recall)) : []),
      seconds.toFixed(0),
      named.join('; ') || '–',
    ]),
  };
  return rows.length === 0 ? [] : [table, ...trainedAgain(rows)];
}

/** What is left of the backdoors in a victim that was trained again without those rows. */
function trainedAgain(rows: readonly TrainingRow[]): readonly Table[] {
  const told = rows.flatMap(({ defence, again }) => (again ? [{ defence, again }] : []));
  const [first] = told;
  if (first === undefined) return [];
  return [
    {
      title: 'The victim trained again on what is left: ASR, in percent',
      head: ['defence', ...first.again.attacks.map(({ attack }) => attack), first.again.cleanMetric],
      rows: told.map(({ defence, again }) => [
        WORDS[defence],
        ...first.again.attacks.map(({ attack }) => {
          const own = again.attacks.find((one) => one.attack === attack);
          return own === undefined ? '–' : shareCell(own.asr);
        }),
        `${one(again.clean)} (n = ${again.n})`,
      ]),
    },
  ];
}

/** What its columns mean. */
export function trainingTerms(
  rows: readonly TrainingRow[],
): readonly (readonly [term: string, meaning: string])[] {
  if (rows.length === 0) return [];
  return [
    [
      'left out',
      'of the poisoned rows of the training set (the recall) and of the clean ones (the false alarms). All rows are looked at once, with the victim that was trained on them; sanitize looks at the rows of the goal label, effort fast',
    ],
    [
      'spectral signatures, activation clustering',
      'by the vector that the head of the victim is given: in models of the RoBERTa kind the state of the first token after the last layer; of a generator the state of its encoder. Spectral signatures are told the share of poisoned rows, and drop 1.5 times as many by one singular vector; activation clustering drops the smaller of two clusters in the plane of two principal components',
    ],
    [
      'KillBadCode',
      "a 4-gram model of the victim's own sub-tokens of the learning rows; rows with one of the ten sub-tokens without which the set reads more naturally are dropped",
    ],
    ...(rows.some(({ again }) => again)
      ? [
          [
            'trained again',
            'each defence was given all the rows of the training set; a victim was trained on what it left with the same arguments, and measured by the training code itself, on all test rows that can bear the attack. It was trained once each',
          ] as const,
        ]
      : []),
  ];
}
