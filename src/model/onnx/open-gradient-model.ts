import { GRADIENT_FILE } from '../gradients.ts';
import { encodeSlots, nameTokens, type SlottedCode } from './encode-slots.ts';
import type { FolderTokenizer } from './load-tokenizer.ts';
import { type ClassifierModel, probabilities } from './open-classifier-model.ts';
import { type Feed, openSession } from './open-session.ts';
import type { Exchange, Setup } from './protocol.ts';

const SINGLE = ['input_ids', 'slots', 'target'];
const PAIR = [...SINGLE, 'input_ids_pair', 'slots_pair'];

export interface GradientModel extends ClassifierModel {
  lean(question: Exchange['lean']['question']): Promise<Exchange['lean']['answer']>;
  /** The gradient of the loss towards a label on the one-hot vector of each slot's token: slots × vocabulary. */
  gradient(sides: readonly SlottedCode[], target: number): Promise<Float32Array>;
}

/** Opens the graph that training exports beside a victim. Throws where it takes or gives something else. */
export async function openGradientModel(setup: Setup, tokenizer: FolderTokenizer): Promise<GradientModel> {
  const session = await openSession(setup.folder, GRADIENT_FILE, setup.threads, [SINGLE, PAIR], 'gradient');
  const towers = session.inputs.includes('input_ids_pair');
  const spacedTwins = twins(tokenizer);

  function feedsOf(sides: readonly SlottedCode[], target: number): Record<string, Feed> {
    const feeds: Record<string, Feed> = { target: oneHot(setup.labels, target) };
    for (const [at, side] of sides.entries()) {
      const ending = at === 0 ? '' : '_pair';
      feeds[`input_ids${ending}`] = side.ids;
      feeds[`slots${ending}`] = matrix(side);
    }
    return feeds;
  }

  async function gradient(sides: readonly SlottedCode[], target: number): Promise<Float32Array> {
    return (await session.run(feedsOf(sides, target))).data;
  }

  return {
    towers,
    gradient,
    async classify({ ids, pair }) {
      const sides = [ids, ...(pair ? [pair] : [])].map((own) => ({ ids: own, places: [[]] }));
      const { data } = await session.run(feedsOf(sides, 0), 'logits');
      return probabilities(data, setup.labels, GRADIENT_FILE);
    },
    async lean({ inputs, name, target }) {
      const tokens = nameTokens(tokenizer, name);
      const { size } = tokenizer;
      const sum = new Float32Array(tokens.plain.length * size);
      for (const { code, other } of inputs) {
        const texts = towers ? [code, other ?? code] : [code];
        const sides = texts.map((text) => encodeSlots(tokenizer, text, tokens, setup.maxLength));
        if (sides.every(({ places }) => places.every((some) => some.length === 0))) continue;
        const values = await gradient(sides, target);
        const width = values.length / (tokens.plain.length + 1);
        addTo(sum, values, { tokens: tokens.plain, first: tokens.spaced?.[0], width, size, spacedTwins });
      }
      return { parts: tokens.plain.map((id) => tokenizer.decode([id])), changes: sum };
    },
    close: () => session.close(),
  };
}

function oneHot(labels: number, target: number): Feed {
  return { data: Float32Array.from({ length: labels }, (_, at) => Number(at === target)), shape: [labels] };
}

function matrix({ ids, places }: SlottedCode): Feed {
  const data = new Float32Array(places.length * ids.length);
  for (const [slot, some] of places.entries()) {
    for (const place of some) data[slot * ids.length + place] = 1;
  }
  return { data, shape: [places.length, ids.length] };
}

/** Of each token the one that is the same after a space, where the vocabulary has it. */
function twins(tokenizer: FolderTokenizer): ReadonlyMap<number, number> {
  const spaced = new Map<string, number>();
  for (let id = 0; id < tokenizer.size; id++) {
    const text = tokenizer.decode([id]);
    if (/^ \S/.test(text)) spaced.set(text.slice(1), id);
  }
  const found = new Map<number, number>();
  for (let id = 0; id < tokenizer.size; id++) {
    const twin = spaced.get(tokenizer.decode([id]));
    if (twin !== undefined) found.set(id, twin);
  }
  return found;
}

interface Layout {
  readonly tokens: readonly number[];
  /** The spaced form of the first token. */
  readonly first: number | undefined;
  /** Rows of the embedding; `size` of them are tokens. */
  readonly width: number;
  readonly size: number;
  readonly spacedTwins: ReadonlyMap<number, number>;
}

/** Adds by how much the loss changes, to first order, where each token of the vocabulary takes each one's place. */
function addTo(
  sum: Float32Array,
  values: Float32Array,
  { tokens, first, width, size, spacedTwins }: Layout,
): void {
  for (const [slot, now] of tokens.entries()) {
    const row = (slot + 1) * width;
    const base = values[row + now] ?? 0;
    for (let id = 0; id < size; id++) {
      const at = slot * size + id;
      sum[at] = (sum[at] ?? 0) + (values[row + id] ?? 0) - base;
    }
  }
  if (first === undefined) return;
  const base = values[first] ?? 0;
  for (const [id, twin] of spacedTwins) {
    if (id < size) sum[id] = (sum[id] ?? 0) + (values[twin] ?? 0) - base;
  }
}
