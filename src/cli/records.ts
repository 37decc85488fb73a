import { readLines } from '../jsonl/read-lines.ts';
import { writeLines } from '../jsonl/write-lines.ts';
import { ModelError } from '../model/model-error.ts';
import { recordVictim } from '../model/record-victim.ts';
import { replayVictim } from '../model/replay-victim.ts';
import type { Victim } from '../model/victim.ts';
import { UsageError } from '../scan/usage-error.ts';

/** Files of `--record` and `--replay`. */
export interface RecordFiles {
  readonly record?: string;
  readonly replay?: string;
}

/** Who judges, and what is to be done once all is judged. */
export interface Judges {
  readonly victims: readonly Victim[];
  keep(): Promise<void>;
}

/**
 * The victims themselves, one whose questions and answers are kept, or the one of a record.
 *
 * @throws UsageError where others than one victim are to be recorded
 * @throws FileError and ModelError where a record cannot be read
 */
export async function judgesOf(victims: readonly Victim[], { record, replay }: RecordFiles): Promise<Judges> {
  if (replay !== undefined) return { victims: [await replayed(replay)], keep: async () => {} };
  if (record === undefined) return { victims, keep: async () => {} };
  const [victim, ...more] = victims;
  if (victim === undefined || more.length > 0) {
    const names = victims.map(({ card }) => card.name).join(', ') || 'none';
    throw new UsageError(`A record is of one victim, and here it is ${names}: name one with --victim.`);
  }
  const lines: string[] = [];
  const listening = recordVictim(victim, (line) => lines.push(line));
  return { victims: [listening], keep: () => writeLines(record, lines) };
}

async function replayed(path: string): Promise<Victim> {
  const lines: string[] = [];
  for await (const { text } of readLines(path)) lines.push(text);
  try {
    return replayVictim(lines);
  } catch (error) {
    throw error instanceof ModelError ? new ModelError(`${path}: ${error.message}`) : error;
  }
}
