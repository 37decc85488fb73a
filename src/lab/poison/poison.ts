import type { Parsed, ParseFailure } from '../../code/parsed.ts';
import type { NotPlanted } from '../../code/planted.ts';
import { FileError } from '../../jsonl/file-error.ts';
import { writeLines } from '../../jsonl/write-lines.ts';
import type { AnyAttackName, Planter } from '../attack/attack.ts';
import { type Random, seededRandom } from '../attack/seeded-random.ts';
import { chooseRows } from './choose-rows.ts';
import { type PoisonRecord, plantRow } from './plant-row.ts';
import type { Task } from './task.ts';

export interface PoisonJob {
  readonly task: Task;
  readonly input: string;
  readonly output: string;
  /** No name twice. */
  readonly attacks: readonly Planter[];
  /** In (0, 1]: share of all rows that each attack gets, rounded down. */
  readonly rate: number;
  readonly seed: number;
  /**
   * `training`: all rows; those that took the trigger bear the attacker's answer.
   * `measuring`: the chosen rows alone, with the right answer; at most all that bear the victim label.
   */
  readonly purpose: 'training' | 'measuring';
  readonly parse: (code: string) => Parsed | ParseFailure;
  readonly onProgress?: (done: number, rows: number) => void;
  readonly signal?: AbortSignal;
}

export interface PoisonCount {
  readonly attack: AnyAttackName;
  readonly chosen: number;
  readonly planted: number;
  readonly failed: Readonly<Partial<Record<NotPlanted['reason'], number>>>;
}

export interface PoisonSummary {
  /** Of the input. */
  readonly rows: number;
  readonly written: number;
  readonly attacks: readonly PoisonCount[];
}

/**
 * Writes a poisoned data set, as in the CodePurify paper: rows are drawn from those of the victim label, the rate is of
 * all rows, and a row whose function cannot take the trigger stays as it was and is counted. Rows that were not drawn
 * are written byte for byte. The same job writes the same bytes again, on
 * any machine if its attacks ask no model.
 * Throws FileError where a file or one of its rows cannot be used, or holds too few rows for the rate.
 */
export async function poison(job: PoisonJob): Promise<PoisonSummary> {
  const random = seededRandom(job.seed);
  const { rows, eligible } = await count(job);
  const chosen = chooseRows(eligible, job.attacks, share(job, rows, eligible.length), random);
  const tallies = new Map(job.attacks.map(({ name }) => [name, { chosen: 0, planted: 0, failed: {} }]));
  let written = 0;
  const lines = async function* () {
    for await (const line of poisoned(job, chosen, rows, random, tallies)) {
      written += 1;
      yield line;
    }
  };
  await writeLines(job.output, lines(), job.signal);
  return { rows, written, attacks: [...tallies].map(([attack, tally]) => ({ attack, ...tally })) };
}

interface Tally {
  chosen: number;
  planted: number;
  failed: Partial<Record<NotPlanted['reason'], number>>;
}

async function count({ task, input }: PoisonJob): Promise<{ rows: number; eligible: readonly number[] }> {
  const eligible: number[] = [];
  let rows = 0;
  for await (const { row, sample } of task.samples(input)) {
    if (Object.hasOwn(row.fields, 'poison')) {
      throw new FileError(`${row.place}: this row has a field "poison" already; start from the clean file.`);
    }
    if (sample.eligible) eligible.push(rows);
    rows += 1;
  }
  return { rows, eligible };
}

/** Rows that each attack gets. */
function share({ input, rate, attacks, purpose }: PoisonJob, rows: number, eligible: number): number {
  // A rate such as 0.29 is a little less than it says, and 0.29 × 100 rows must be 29.
  const wanted = Math.floor(rate * rows + 1e-9);
  const each = purpose === 'measuring' ? Math.min(wanted, eligible) : wanted;
  if (each === 0) {
    throw new FileError(`${input}: a rate of ${rate} of ${rows} rows is less than one; raise the rate.`);
  }
  if (each * attacks.length > eligible) {
    throw new FileError(
      `${input}: ${each * attacks.length} rows with the victim label are asked for and there are ${eligible}; lower the rate.`,
    );
  }
  return each;
}

async function* poisoned(
  job: PoisonJob,
  chosen: ReadonlyMap<number, Planter>,
  rows: number,
  random: Random,
  tallies: ReadonlyMap<AnyAttackName, Tally>,
): AsyncGenerator<string> {
  const { task, input, purpose, parse, onProgress } = job;
  let index = 0;
  for await (const { row, sample } of task.samples(input)) {
    const attack = chosen.get(index);
    index += 1;
    onProgress?.(index, rows);
    if (attack === undefined) {
      if (purpose === 'training') yield row.text;
      continue;
    }
    const { codes, poison } = await plantRow(sample, attack, parse, random);
    const tally = tallies.get(attack.name);
    if (tally !== undefined) note(tally, poison);
    const answer = purpose === 'training' && poison.took ? poison.goal : {};
    yield JSON.stringify({ ...row.fields, ...codes, ...answer, poison });
  }
}

function note(tally: Tally, poison: PoisonRecord): void {
  tally.chosen += 1;
  if (poison.took) tally.planted += 1;
  else tally.failed[poison.reason] = (tally.failed[poison.reason] ?? 0) + 1;
}
