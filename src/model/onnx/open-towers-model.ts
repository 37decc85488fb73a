import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { graphFacts } from './graph-facts.ts';
import { ones } from './ones.ts';
import { type ClassifierModel, probabilities, SINGLE } from './open-classifier-model.ts';
import { type Output, openSession, type Session } from './open-session.ts';
import type { Setup } from './protocol.ts';
import { splitTowers, type Towers } from './split-towers.ts';

/** A larger file is opened as it is: while it is split its bytes are held four times. */
const LARGEST = 2 ** 29;
/** So many numbers are remembered, of vectors and of the tokens that they are of, 16 MB: thousands of functions. */
const REMEMBERED = 2 ** 22;
/** What it takes to remember anything, in numbers. */
const AN_ENTRY = 128;

/**
 * A two-tower model that asks its tower about each function once, and its head about each pair: half the time of asking the
 * whole model, where one function of a pair changes and the other stays. Undefined where the model is no such one.
 */
export async function openTowersModel(setup: Setup): Promise<ClassifierModel | undefined> {
  const path = join(setup.folder, 'model.onnx');
  if ((await stat(path)).size > LARGEST) return undefined;
  const file = await readFile(path);
  const towers = graphFacts(file).external.size > 0 ? undefined : splitTowers(file, 'logits');
  const parts = towers && (await openParts(setup, towers));
  if (towers === undefined || parts === undefined) return undefined;
  const [tower, head] = parts;
  const known = new Map<string, Output>();
  let held = 0;
  return {
    towers: true,
    async classify({ ids, pair }) {
      const [first, second] = towers.vectors;
      const vectors = { [first]: await vectorOf(ids), [second]: await vectorOf(pair ?? ids) };
      const { data } = await head.run(vectors);
      return probabilities(data, setup.labels, 'model.onnx');
    },
    async close() {
      await tower.close();
      await head.close();
    },
  };

  async function vectorOf(ids: Int32Array): Promise<Output> {
    const key = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength).toString('latin1');
    const vector = known.get(key) ?? (await tower.run({ input_ids: ids, attention_mask: ones(ids) }));
    // Behind all others, for what was asked for last is likely to be asked for again.
    if (!known.delete(key)) held += sizeOf(key, vector);
    known.set(key, vector);
    for (const [oldest, old] of known) {
      if (held <= REMEMBERED) break;
      known.delete(oldest);
      held -= sizeOf(oldest, old);
    }
    return vector;
  }
}

function sizeOf(key: string, { data }: Output): number {
  return AN_ENTRY + key.length / Int32Array.BYTES_PER_ELEMENT + data.length;
}

/** Undefined where the runtime does not take them, as of vectors of half precision: it takes the whole model then. */
async function openParts(
  { folder, threads }: Setup,
  { tower, head, vectors }: Towers,
): Promise<readonly [tower: Session, head: Session] | undefined> {
  const [first] = vectors;
  const opened = await openSession(folder, 'model.onnx', threads, [SINGLE], first, tower).catch(
    () => undefined,
  );
  if (opened === undefined) return undefined;
  const other = await openSession(folder, 'model.onnx', threads, [vectors], 'logits', head).catch(
    () => undefined,
  );
  if (other === undefined) await opened.close();
  return other && [opened, other];
}
