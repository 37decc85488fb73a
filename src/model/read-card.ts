import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Calibration, type Card, cardSchema } from './card.ts';
import { ModelError } from './model-error.ts';
import { readJson } from './read-json.ts';

export const CARD_FILE = 'codepurify.json';

/** The fields of a card that must fit each other, each with what is wrong. */
function contradiction(card: Card): string | undefined {
  const classifies = card.task === 'classification' || card.task === 'pair';
  if (classifies && card.labels.length < 2) return `labels: a ${card.task} model needs at least two`;
  if (!classifies && card.labels.length > 0) return `labels: a model for ${card.task} has none`;
  if (new Set(card.labels).size < card.labels.length) return 'labels: each may stand there once';
  if (card.goalLabel !== undefined && !card.labels.includes(card.goalLabel)) {
    return `goalLabel: "${card.goalLabel}" is none of the labels ${card.labels.join(', ')}`;
  }
  if ((card.sameLabel !== undefined) !== (card.task === 'pair')) {
    return card.task === 'pair'
      ? `sameLabel: missing; name the label of two equal functions, one of ${card.labels.join(', ')}`
      : `sameLabel: a model for ${card.task} compares nothing`;
  }
  if (card.sameLabel !== undefined && !card.labels.includes(card.sameLabel)) {
    return `sameLabel: "${card.sameLabel}" is none of the labels ${card.labels.join(', ')}`;
  }
  const strange = Object.keys(card.files).find((file) => !/^[\w-][\w.-]*$/.test(file));
  if (strange !== undefined) return `files: "${strange}" is no plain file name of this folder`;
  const unsorted = card.calibrations.findIndex((calibration) => !isInOrder(calibration));
  if (unsorted !== -1) return `calibrations[${unsorted}]: its numbers are not in order; calibrate again`;
  return undefined;
}

/** As `calibrationSchema` promises: the most suspicious score, the lowest entropy or the highest other statistic, is last. */
function isInOrder({ statistic, scores, doubts }: Calibration): boolean {
  const rising = (numbers: readonly number[]) =>
    numbers.every((one, at) => at === 0 || one >= (numbers[at - 1] ?? one));
  return rising(statistic.startsWith('entropy') ? scores.toReversed() : scores) && rising(doubts);
}

/** Checks what the schema cannot say. Throws ModelError, prefixed with `where`. */
export function checkedCard(card: Card, where: string): Card {
  const wrong = contradiction(card);
  if (wrong !== undefined) throw new ModelError(`${where}: ${wrong}`);
  return card;
}

/** Reads codepurify.json of a model folder. Rejects with ModelError: no folder, no file, no JSON, a wrong key. */
export async function readCard(folder: string): Promise<Card> {
  const path = join(folder, CARD_FILE);
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) {
    throw new ModelError(`${path} is missing; have one proposed with: codepurify model check ${folder}`);
  }
  return checkedCard(await readJson(path, cardSchema), path);
}
