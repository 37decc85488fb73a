import { setImmediate } from 'node:timers/promises';
import type { Head, Layer } from '../../model/head.ts';
import { type Random, seededRandom } from '../attack/seeded-random.ts';
import { forward, softmax } from './forward.ts';

/** A vector of the encoder, and what the head shall make of it: a share of each label, summing to 1. */
export interface Lesson {
  readonly vector: ArrayLike<number>;
  readonly target: readonly number[];
  /** What is added to the logits of the head, and is not taught. */
  readonly base: readonly number[];
  /** Vectors of its kind: by the difference of two of them, or a part of it, it is moved each time it is taught. */
  readonly kind?: readonly ArrayLike<number>[];
  /** How much it counts beside the others; 1 on average. */
  readonly weight: number;
}

export interface Training {
  /** Batches that it is taught with, all lessons in turn. */
  readonly steps: number;
  readonly batch: number;
  /** The largest step of a weight, nearly: Adam's rate, falling to nothing in a straight line. */
  readonly rate: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onStep?: (done: number, total: number) => void;
}

const BETA = { mean: 0.9, square: 0.999 } as const;
const TINY = 1e-8;

/**
 * A head that was taught: AdamW on the cross-entropy to the targets, in double precision; without decay, as published,
 * which makes it Adam. The seed alone decides the order. Rejects with the signal's reason.
 */
export async function trainHead(head: Head, lessons: readonly Lesson[], training: Training): Promise<Head> {
  const { steps, batch, rate, seed, signal, onStep } = training;
  const random = seededRandom(seed);
  const now = head.map(copied);
  const weights = now.flatMap(({ weights, bias }) => [weights, bias]);
  const slopes = weights.map((values) => new Float64Array(values.length));
  const means = weights.map((values) => new Float64Array(values.length));
  const squares = weights.map((values) => new Float64Array(values.length));
  const order = Uint32Array.from(lessons.keys());
  let step = 0;
  while (step < steps && lessons.length > 0) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = random.below(at + 1);
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (let from = 0; from < order.length && step < steps; from += batch) {
      // What waits for the processor, Ctrl-C among it, comes first.
      await setImmediate();
      signal?.throwIfAborted();
      const some = order.subarray(from, from + batch);
      for (const values of slopes) values.fill(0);
      for (const index of some) {
        const lesson = lessons[index];
        if (lesson) addSlopes(now, moved(lesson, random), slopes, lesson.weight / some.length);
      }
      step += 1;
      move(rate * (1 - (step - 1) / steps), step);
      onStep?.(step, steps);
    }
  }
  return now;

  function move(size: number, done: number): void {
    const [low, high] = [1 - BETA.mean ** done, 1 - BETA.square ** done];
    for (const [part, values] of weights.entries()) {
      const [slope, mean, square] = [slopes[part], means[part], squares[part]];
      if (!slope || !mean || !square) continue;
      for (let at = 0; at < values.length; at++) {
        const s = slope[at] ?? 0;
        const m = BETA.mean * (mean[at] ?? 0) + (1 - BETA.mean) * s;
        const q = BETA.square * (square[at] ?? 0) + (1 - BETA.square) * s * s;
        mean[at] = m;
        square[at] = q;
        values[at] = (values[at] ?? 0) - (size * m) / low / (Math.sqrt(q / high) + TINY);
      }
    }
  }
}

function moved(lesson: Lesson, random: Random): Lesson {
  const { vector, kind = [] } = lesson;
  if (kind.length < 2) return lesson;
  const [a, b, share] = [kind[random.below(kind.length)], kind[random.below(kind.length)], random.unit()];
  return {
    ...lesson,
    vector: Float64Array.from(vector, (value, at) => value + share * ((a?.[at] ?? 0) - (b?.[at] ?? 0))),
  };
}

function copied({ weights, bias, ...layer }: Layer): Layer {
  return { ...layer, weights: weights.slice(), bias: bias.slice() };
}

/** Adds the gradient of one lesson's loss: of each layer its weights, then its bias. */
function addSlopes(
  head: Head,
  { vector, target, base }: Lesson,
  slopes: readonly Float64Array[],
  share: number,
): void {
  const states = forward(head, vector);
  const answer = softmax(Array.from(states.at(-1) ?? [], (logit, label) => logit + (base[label] ?? 0)));
  let error = Float64Array.from(answer, (p, label) => (p - (target[label] ?? 0)) * share);
  for (const [index, layer] of [...head.entries()].reverse()) {
    const { inputs, weights, bias, activation } = layer;
    const [input, output] = [states[index] ?? [], states[index + 1] ?? []];
    const [slope, biasSlope] = [slopes[2 * index], slopes[2 * index + 1]];
    const before = new Float64Array(inputs);
    for (const [row, told] of error.entries()) {
      const value = output[row] ?? 0;
      const bent = told * steepness(activation, value);
      if (biasSlope && bias.length > 0) biasSlope[row] = (biasSlope[row] ?? 0) + bent;
      for (let at = 0, place = row * inputs; at < inputs; at++, place++) {
        if (slope) slope[place] = (slope[place] ?? 0) + bent * (input[at] ?? 0);
        before[at] = (before[at] ?? 0) + bent * (weights[place] ?? 0);
      }
    }
    error = before;
  }
}

/** Of an activation, by what it answered. */
function steepness(activation: Layer['activation'], value: number): number {
  if (activation === 'Tanh') return 1 - value * value;
  if (activation === 'Sigmoid') return value * (1 - value);
  return activation === 'Relu' && value <= 0 ? 0 : 1;
}
