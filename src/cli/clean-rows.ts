import { taskOf } from '../lab/poison/task.ts';
import type { CleanSample } from '../lab/unlearn/material.ts';
import type { Card } from '../model/card.ts';
import { UsageError } from '../scan/usage-error.ts';

/** The rows of a JSON Lines file with their labels. Throws UsageError where they are for another task than the model. */
export async function cleanRows(
  path: string,
  card: Card,
  functions: string | undefined,
): Promise<CleanSample[]> {
  const task = await taskOf(path, functions);
  if (task.name !== card.task) {
    throw new UsageError(
      `${path}: these rows are for ${task.name}, and victim ${card.name} is for ${card.task}.`,
    );
  }
  const found: CleanSample[] = [];
  for await (const { sample } of task.samples(path)) {
    const [label] = Object.values(sample.truth);
    found.push({ codes: [...sample.codes.values()], ...(typeof label === 'number' && { label }) });
  }
  return found;
}
