import type { Head, Layer } from '../../model/head.ts';
import type { Activation } from '../../model/onnx/head-layers.ts';
import type { Detector } from './detector.ts';
import { forward } from './forward.ts';

/** What a trigger turns to, and by what it is known. */
export interface Guarded {
  readonly target: number;
  readonly detector: Detector;
  /** So much the logit of the target exceeds all others at most where a trigger is. */
  readonly excess: number;
}

/**
 * The odds that a function with a trigger keeps its target are e to the power of minus this, where a trigger works most. No
 * more: where it works less it would else be as sure a trigger for the other label, and from a clean function near the line
 * half of all is taken, and one that is sure of its label is to keep it.
 */
const OVERRULED = 0.7;

interface Answers {
  /** What the unit is given where most triggers lie; as much below 0 where the middle of the clean ones does. */
  readonly steepness: number;
  /** What it answers far below its line, and from where on all is taken away. */
  readonly below: number;
  readonly beyond: number;
}

/**
 * A unit gives nearly all that it can where most triggers lie, and nearly nothing where the middle of the clean ones does. A
 * Relu rises without end: it takes all a quarter of the way to where most triggers lie, where the others do nearly so, or
 * those nearer to the line would stay.
 */
const ANSWERS: Readonly<Record<Activation, Answers>> = {
  Tanh: { steepness: 4, below: -1, beyond: Math.tanh(4) },
  Sigmoid: { steepness: 8, below: 0, beyond: 1 / (1 + Math.exp(-8)) },
  Relu: { steepness: 4, below: 0, beyond: 1 },
};

/** Why no unit of this head can stand guard; undefined where one can. */
export function whyUnguarded(head: Head): string | undefined {
  const [hidden, last] = head.slice(-2);
  if (hidden === undefined || last === undefined || hidden.activation === undefined) {
    return 'its head has no hidden layer that could learn to tell a trigger';
  }
  if (hidden.outputs < last.outputs) return 'its head has fewer hidden units than labels';
  return hidden.bias.length === 0 || last.bias.length === 0
    ? 'a layer of its head has no bias, so it cannot learn to tell a trigger'
    : undefined;
}

/** What the last hidden layer is given. */
export function inputOf(head: Head, vector: ArrayLike<number>): ArrayLike<number> {
  return forward(head.slice(0, -2), vector).at(-1) ?? vector;
}

/**
 * A head in which a unit of the last hidden layer stands guard for each target: silent for clean vectors, it takes the logit
 * of the target away where a trigger is, so that the next label has its say. The units are those on which the answers to
 * clean vectors hang least; what they said on average is kept in the bias. All else stays as it is.
 *
 * @param head one for which `whyUnguarded` is undefined
 * @param vectors of clean samples; not empty
 */
export function withGuards(
  head: Head,
  guarded: readonly Guarded[],
  vectors: readonly ArrayLike<number>[],
): Head {
  const [hidden, last] = head.slice(-2).map(copied);
  if (hidden === undefined || last === undefined) return head;
  const { steepness, below, beyond } = ANSWERS[hidden.activation ?? 'Tanh'];
  const free = leastUnits(head, vectors);
  for (const [index, { target, detector, excess }] of guarded.entries()) {
    const { unit, mean } = free[index] ?? { unit: 0, mean: 0 };
    const scale = steepness / detector.clear;
    hidden.weights.set(
      detector.line.weights.map((weight) => weight * scale),
      unit * hidden.inputs,
    );
    hidden.bias[unit] = detector.line.bias * scale;
    const taken = (Math.max(0, excess) + OVERRULED) / (beyond - below);
    for (let label = 0; label < last.outputs; label++) {
      const place = label * last.inputs + unit;
      const own = (last.weights[place] ?? 0) * mean;
      const weight = label === target ? -taken : 0;
      last.weights[place] = weight;
      last.bias[label] = (last.bias[label] ?? 0) + own - weight * below;
    }
  }
  return [...head.slice(0, -2), hidden, last];
}

/** A unit that speaks so many times as loud as most stands guard already, perhaps, and is silent for that reason. */
const LOUD = 2;

/** The units of the last hidden layer with what each answers on average, those that matter least first; loud ones last. */
function leastUnits(head: Head, vectors: readonly ArrayLike<number>[]) {
  const last = head.at(-1);
  const answers = vectors.map((vector) => forward(head, vector)[head.length - 1] ?? []);
  const units = Array.from({ length: last?.inputs ?? 0 }, (_, unit) => {
    const values = answers.map((answer) => answer[unit] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.hypot(...values.map((value) => value - mean));
    const says = Array.from({ length: last?.outputs ?? 0 }, (_, label) => {
      return last?.weights[label * last.inputs + unit] ?? 0;
    });
    const range = Math.max(...says) - Math.min(...says);
    return { unit, mean, range, matters: range * deviation };
  });
  const middle = units.map(({ range }) => range).toSorted((a, b) => a - b)[Math.floor(units.length / 2)] ?? 0;
  const isLoud = ({ range }: { readonly range: number }) => Number(range > LOUD * middle);
  return units.sort((a, b) => isLoud(a) - isLoud(b) || a.matters - b.matters);
}

function copied(layer: Layer): Layer {
  return { ...layer, weights: layer.weights.slice(), bias: layer.bias.slice() };
}
