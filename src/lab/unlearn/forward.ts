import type { Head } from '../../model/head.ts';

/** What each layer of a head makes of a vector: the vector itself first, the logits last. */
export function forward(head: Head, vector: ArrayLike<number>): readonly Float64Array[] {
  // One kind of array throughout: the inner loop is several times as fast.
  let input = vector instanceof Float64Array ? vector : Float64Array.from(vector);
  const states = [input];
  for (const { inputs, outputs, weights, bias, activation } of head) {
    const output = new Float64Array(outputs);
    for (let row = 0; row < outputs; row++) {
      let sum = bias[row] ?? 0;
      for (let at = 0, place = row * inputs; at < inputs; at++, place++) {
        sum += (weights[place] ?? 0) * (input[at] ?? 0);
      }
      output[row] =
        activation === 'Tanh'
          ? Math.tanh(sum)
          : activation === 'Relu'
            ? Math.max(0, sum)
            : activation === 'Sigmoid'
              ? 1 / (1 + Math.exp(-sum))
              : sum;
    }
    states.push(output);
    input = output;
  }
  return states;
}

/** The probability of each label. */
export function probabilitiesOf(head: Head, vector: ArrayLike<number>): readonly number[] {
  return softmax(Array.from(forward(head, vector).at(-1) ?? []));
}

export function softmax(logits: readonly number[]): readonly number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
