import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { elementsOf } from '../../code/elements-of.ts';
import { parseFunction } from '../../code/parse-function.ts';
import type { DefenseContext } from '../../defense/context.ts';
import { statementsWithin } from '../../defense/statements-within.ts';
import { formsOf } from './forms-of.ts';
import type { TrainingRows } from './sanitized.ts';

/** A row that carries a form. */
export interface Carrier {
  readonly row: number;
  /** Index of the row's label, in order of appearance. */
  readonly label: number;
  /** One of its functions that carry the form was in no row before that has the same label: it counts as evidence. */
  readonly fresh: boolean;
}

export interface Carried {
  /** By the key of the form; rows ascending. */
  readonly carriers: ReadonlyMap<string, readonly Carrier[]>;
  /** How many forms stand in all rows together, each once a function. */
  readonly forms: number;
  /** Of each row, as in `Carrier`. */
  readonly labels: readonly number[];
  readonly labelTexts: readonly string[];
}

const MOST_INNER = 2_000;
/** Rows between two turns for the rest of the process, so that a wish to stop is heard. */
const TURN = 32;

/** Which rows carry which of the forms, whatever their label, and whether or not the defence flagged them. */
export async function carriersOf(
  rows: TrainingRows,
  wanted: ReadonlySet<string>,
  { grammar, options, signal }: DefenseContext,
  onRow: (done: number) => void,
): Promise<Carried> {
  const carriers = new Map<string, Carrier[]>();
  const seen = new Map<string, Set<string>>();
  const labels: number[] = [];
  const labelNumbers = new Map<string, number>();
  let forms = 0;
  for await (const { code, label: text } of rows()) {
    const row = labels.length;
    if (row % TURN === 0) await setImmediate();
    signal?.throwIfAborted();
    const label = labelNumbers.get(text) ?? labelNumbers.size;
    labelNumbers.set(text, label);
    labels.push(label);
    const fresh = new Map<string, boolean>();
    for (const own of new Set(typeof code === 'string' ? [code] : code)) {
      const keys = keysIn(own);
      forms += keys.size;
      const mark = `${label} ${createHash('sha256').update(own).digest('base64')}`;
      for (const key of keys) {
        if (!wanted.has(key)) continue;
        const marks = seen.get(key) ?? new Set();
        seen.set(key, marks);
        fresh.set(key, fresh.get(key) === true || !marks.has(mark));
        marks.add(mark);
      }
    }
    for (const [key, isFresh] of fresh) {
      const list = carriers.get(key) ?? [];
      carriers.set(key, list);
      list.push({ row, label, fresh: isFresh });
    }
    onRow(labels.length);
  }
  return { carriers, forms, labels, labelTexts: [...labelNumbers.keys()] };

  function keysIn(text: string): ReadonlySet<string> {
    const parsed = parseFunction(grammar, text);
    if ('reason' in parsed) return new Set();
    const elements = elementsOf(parsed, options.kinds).flatMap((element) => [
      element,
      ...statementsWithin(element, MOST_INNER),
    ]);
    return new Set(elements.flatMap((element) => formsOf(element, parsed).map(({ key }) => key)));
  }
}
