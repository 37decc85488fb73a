import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeLines } from '../jsonl/write-lines.ts';
import { CARD_FILE, readCard } from './read-card.ts';

const list = z.array(z.record(z.string(), z.unknown()));
const anyCard = z.looseObject({ calibrations: list.default([]), audits: list.optional() });

export type RawCard = z.output<typeof anyCard>;

/**
 * Changes codepurify.json of a model folder, and of it only what is meant. The file is replaced whole or not at all. Rejects
 * with ModelError where there is no card, and with FileError where it cannot be written.
 */
export async function changeCard(folder: string, change: (raw: RawCard) => RawCard): Promise<void> {
  await readCard(folder);
  const path = join(folder, CARD_FILE);
  const raw = anyCard.parse(JSON.parse(await readFile(path, 'utf8')));
  await writeLines(path, [onOneLine(JSON.stringify(change(raw), null, 2))]);
}

/** Lists of numbers take one line. JSON holds no line feed within a string, so only such lists match. */
function onOneLine(text: string): string {
  return text.replace(/\[\n[\s\d.,eE+-]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
}
