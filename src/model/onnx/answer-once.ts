import type { ClassifierInput } from '../victim.ts';
import { askAll, chunked } from './ask-all.ts';
import type { Pool } from './open-pool.ts';
import type { Encoded, Row } from './protocol.ts';

const INPUTS = 32; // in one question to a tokenizer
const TOKENS = 2048; // in one question to a model: a fraction of a second, after which an abort is heard

const lengthOf = (row: Row): number => row.ids.length + (row.pair?.length ?? 0);

/**
 * Encodes inputs and asks a model about each sequence of ids that occurs among them, once; long ones first,
 * so that no process is left with the longest at the end. One result an input, in order.
 */
export async function answerOnce<A, R>(
  pool: Pool,
  inputs: readonly ClassifierInput[],
  ask: (rows: readonly (readonly Row[])[]) => Promise<readonly (readonly A[])[]>,
  result: (seen: { readonly inputId: string; readonly truncated: boolean }, answer: A) => R,
  signal: AbortSignal | undefined,
): Promise<R[]> {
  const share = Math.min(INPUTS, Math.ceil(inputs.length / pool.size));
  const encoded = (
    await askAll(
      pool,
      'encode',
      chunked(inputs, () => 1, share),
      signal,
    )
  ).flat();
  const unique = new Map<string, Encoded>(encoded.map((row) => [row.inputId, row]));
  const rows = [...unique.values()].sort((a, b) => lengthOf(b) - lengthOf(a));
  const fair = Math.ceil(rows.reduce((sum, row) => sum + lengthOf(row), 0) / (2 * pool.size));
  const batches = chunked(rows, lengthOf, Math.min(TOKENS, fair));
  const asked = batches.map((batch) => batch.map(({ ids, pair }) => (pair ? { ids, pair } : { ids })));
  const answers = (await ask(asked)).flat();
  const byId = new Map(rows.flatMap((row, at) => [[row.inputId, answers[at]] as const]));
  return encoded.map(({ inputId, truncated }) => {
    const answer = byId.get(inputId);
    if (answer === undefined) throw new Error('a model answered fewer inputs than it was asked about');
    return result({ inputId, truncated }, answer);
  });
}
