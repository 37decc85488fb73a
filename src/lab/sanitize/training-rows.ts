import { FileError } from '../../jsonl/file-error.ts';
import type { Row } from '../../jsonl/read-rows.ts';
import type { Card } from '../../model/card.ts';
import type { Sample } from '../poison/sample.ts';
import type { Task } from '../poison/task.ts';
import type { TrainingRow } from './sanitized.ts';

/** A line of a training file, and what it teaches. */
export interface TrainingLine extends TrainingRow {
  readonly row: Row<unknown>;
}

/**
 * The rows of a training file as the victim of this card learned them. A number n is its n-th label, from 0.
 * Throws FileError for rows of another task, or with a label that the victim does not know.
 */
export async function* trainingRows(
  task: Task,
  input: string,
  card: Pick<Card, 'name' | 'task' | 'labels'>,
): AsyncGenerator<TrainingLine> {
  if (task.name !== card.task) {
    throw new FileError(
      `${input}: these rows are for ${task.name}, and victim ${card.name} is for ${card.task}; name the victim that was trained on them.`,
    );
  }
  for await (const { row, sample } of task.samples(input)) {
    const [first = '', second] = sample.codes.values();
    const code = second === undefined ? first : ([first, second] as const);
    yield { row, code, label: labelOf(sample, row, card) };
  }
}

function labelOf(
  { truth }: Sample,
  { place }: Row<unknown>,
  { name, labels }: Pick<Card, 'name' | 'labels'>,
) {
  const [value] = Object.values(truth);
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  const label = labels[Number(value)];
  if (label !== undefined) return label;
  throw new FileError(
    `${place}: victim ${name} has no label ${value}; name the victim that was trained on this.`,
  );
}
