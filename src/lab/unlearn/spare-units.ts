import type { Head, Layer } from '../../model/head.ts';
import type { Random } from '../attack/seeded-random.ts';
import { forward } from './forward.ts';

/** So many units of the last hidden layer are taught anew. */
const SPARED = 8;
/** How strongly a new unit answers to a vector that lies as far from the middle as most do. */
const STRENGTH = 0.25;

/** A small head that stands in for the units of a large one that matter least. */
export interface Spared {
  /** What it is given: the vector, or in a head of more than two layers what those before make of it. */
  input(vector: ArrayLike<number>): ArrayLike<number>;
  /** The logits as far as the other units make them; those of the small head are added. */
  base(vector: ArrayLike<number>): readonly number[];
  readonly small: Head;
  /** The large head with the small one in the place of those units. */
  merged(small: Head): Head;
}

/**
 * Of the last hidden layer the units on which the answers to clean samples hang least, made anew at random and without a
 * say at first; what they said on average is kept in the bias. Of a head that is one layer it is all. With so few units
 * free, few samples can teach a head, and what it knew stays.
 *
 * @param vectors of clean samples; not empty
 */
export function spareUnits(head: Head, vectors: readonly ArrayLike<number>[], random: Random): Spared {
  const last = head.at(-1);
  const hidden = head.at(-2);
  if (last === undefined || hidden === undefined) {
    const none = Array<number>(last?.outputs ?? 0).fill(0);
    return { input: (vector) => vector, base: () => none, small: head, merged: (small) => small };
  }
  const layers = head.length;
  const inner = head.slice(0, -2);
  const input = (vector: ArrayLike<number>) => forward(inner, vector).at(-1) ?? vector;
  const inputs = statistics(vectors.map(input));
  const units = statistics(vectors.map((vector) => forward(head, vector)[layers - 1] ?? []));
  const columns = Array.from({ length: hidden.outputs }, (_, unit) => columnOf(last, unit));
  const matters = columns.map(
    (column, unit) => (Math.max(...column) - Math.min(...column)) * (units.deviation[unit] ?? 0),
  );
  const free = [...matters.keys()].sort((a, b) => (matters[a] ?? 0) - (matters[b] ?? 0)).slice(0, SPARED);
  const isFree = new Set(free);

  const spread = Math.hypot(...inputs.deviation) || 1;
  const weights = Float64Array.from(
    { length: free.length * hidden.inputs },
    () => (normal(random) * STRENGTH * 4) / spread,
  );
  const small: Head = [
    {
      ...hidden,
      outputs: free.length,
      weights,
      bias: Float64Array.from(hidden.bias.length > 0 ? free : [], (_, row) => {
        const own = weights.subarray(row * hidden.inputs, (row + 1) * hidden.inputs);
        return -own.reduce((sum, weight, at) => sum + weight * (inputs.mean[at] ?? 0), 0);
      }),
    },
    {
      ...last,
      inputs: free.length,
      weights: new Float64Array(last.outputs * free.length),
      bias: last.bias.map((value, label) =>
        free.reduce((sum, unit) => sum + (columns[unit]?.[label] ?? 0) * (units.mean[unit] ?? 0), value),
      ),
    },
  ];
  return {
    input,
    small,
    base: (vector) => {
      const states = forward(head, vector)[layers - 1] ?? [];
      return Array.from({ length: last.outputs }, (_, label) =>
        columns.reduce(
          (sum, column, unit) => (isFree.has(unit) ? sum : sum + (column[label] ?? 0) * (states[unit] ?? 0)),
          0,
        ),
      );
    },
    merged: ([row, column]) => {
      const [rows, all] = [copied(hidden), copied(last)];
      for (const [at, unit] of free.entries()) {
        const own = row?.weights.subarray(at * hidden.inputs, (at + 1) * hidden.inputs) ?? [];
        rows.weights.set(own, unit * hidden.inputs);
        if (rows.bias.length > 0) rows.bias[unit] = row?.bias[at] ?? 0;
        for (let label = 0; label < last.outputs; label++) {
          all.weights[label * last.inputs + unit] = column?.weights[label * free.length + at] ?? 0;
        }
      }
      all.bias.set(column?.bias ?? []);
      return [...inner, rows, all];
    },
  };
}

function columnOf({ weights, inputs, outputs }: Layer, unit: number): readonly number[] {
  return Array.from({ length: outputs }, (_, label) => weights[label * inputs + unit] ?? 0);
}

function copied(layer: Layer): Layer {
  return { ...layer, weights: layer.weights.slice(), bias: layer.bias.slice() };
}

function statistics(vectors: readonly ArrayLike<number>[]) {
  const width = vectors[0]?.length ?? 0;
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (const vector of vectors) {
    for (let at = 0; at < width; at++) mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0) / vectors.length;
  }
  for (const vector of vectors) {
    for (let at = 0; at < width; at++) {
      deviation[at] = (deviation[at] ?? 0) + ((vector[at] ?? 0) - (mean[at] ?? 0)) ** 2 / vectors.length;
    }
  }
  return { mean, deviation: deviation.map(Math.sqrt) };
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}
