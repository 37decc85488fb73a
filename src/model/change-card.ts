import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { FileError } from '../jsonl/file-error.ts';
import { writeLines } from '../jsonl/write-lines.ts';
import { lockFile } from '../lock/lock-file.ts';
import { CARD_FILE, readCard } from './read-card.ts';

const list = z.array(z.record(z.string(), z.unknown()));
const anyCard = z.looseObject({ calibrations: list.default([]), audits: list.optional() });

export type RawCard = z.output<typeof anyCard>;

/** How long another change is waited for, and how often it is looked whether it is done, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 20;

/**
 * Changes codepurify.json of a model folder, and of it only what is meant. The file is replaced whole or not at all, and by
 * one process at a time, so that no change is lost. Rejects with ModelError where there is no card, and with FileError where
 * it cannot be written.
 */
export async function changeCard(folder: string, change: (raw: RawCard) => RawCard): Promise<void> {
  const path = await cardOf(folder);
  using _ = await locked(path);
  const raw = anyCard.parse(JSON.parse(await readFile(path, 'utf8')));
  await writeLines(path, [onOneLine(JSON.stringify(change(raw), null, 2))]);
}

/** Looks before long work whether the card of a model folder can be changed. Rejects as `changeCard`. */
export async function checkChangeable(folder: string): Promise<void> {
  using _ = await locked(await cardOf(folder));
}

async function cardOf(folder: string): Promise<string> {
  await readCard(folder);
  return realpath(join(folder, CARD_FILE));
}

async function locked(path: string): Promise<Disposable> {
  const file = `${path}.lock`;
  for (let waited = 0; ; waited += PAUSE) {
    const lock = taken(path, file);
    if (!('by' in lock)) return lock;
    if (waited >= PATIENCE) {
      throw new FileError(
        `${path} is being changed by ${lock.by}: run this again. Remove ${file} only if you know that it runs no longer.`,
      );
    }
    await setTimeout(PAUSE);
  }
}

function taken(path: string, file: string): ReturnType<typeof lockFile> {
  try {
    return lockFile(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FileError(
      `${path} cannot be changed, as its folder may not be written to (${why}): make it writable, or take a copy of it. Nothing was changed there.`,
      { cause: error },
    );
  }
}

/** Lists of numbers take one line. JSON holds no line feed within a string, so only such lists match. */
function onOneLine(text: string): string {
  return text.replace(/\[\n[\s\d.,eE+-]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
}
