import type { TrainingRow } from '../evidence/training.ts';
import { shareCell } from './cells.ts';
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
    head: ['defence', 'poisoned', 'clean', ...apart, 'seconds', 'named'],
    rows: rows.map(({ defence, recall, falseAlarms, attacks, seconds, named }) => [
      WORDS[defence],
      shareCell(recall),
      shareCell(falseAlarms),
      ...(apart.length > 0 ? attacks.map((own) => shareCell(own.recall)) : []),
      seconds.toFixed(0),
      named.join('; ') || '–',
    ]),
  };
  return rows.length === 0 ? [] : [table];
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
  ];
}
