import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeLines } from '../jsonl/write-lines.ts';
import type { Calibration } from './card.ts';
import { CARD_FILE, readCard } from './read-card.ts';

const anyCard = z.looseObject({
  calibrations: z.array(z.record(z.string(), z.unknown())).default([]),
});

/**
 * Puts a calibration into codepurify.json of a model folder, in the place of the one for the same language and settings,
 * and changes nothing else there. The file is replaced whole or not at all. Rejects with ModelError where there is no
 * card, and with FileError where it cannot be written.
 */
export async function saveCalibration(folder: string, calibration: Calibration): Promise<void> {
  await readCard(folder);
  const path = join(folder, CARD_FILE);
  const raw = anyCard.parse(JSON.parse(await readFile(path, 'utf8')));
  const others = raw.calibrations.filter((known) => settingsOf(known) !== settingsOf(calibration));
  const text = JSON.stringify({ ...raw, calibrations: [...others, calibration] }, null, 2);
  await writeLines(path, [onOneLine(text)]);
}

function settingsOf(calibration: Readonly<Record<string, unknown>>): string {
  const { language, statistic, probe, kinds } = calibration;
  return JSON.stringify([language, statistic, probe, Array.isArray(kinds) ? kinds.toSorted() : kinds]);
}

/** Lists of numbers take one line. JSON holds no line feed within a string, so only such lists match. */
function onOneLine(text: string): string {
  return text.replace(/\[\n[\s\d.,eE+-]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
}
