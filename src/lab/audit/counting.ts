import type { Classifier } from '../../model/victim.ts';

/** A victim that counts what it is asked. */
export function counting(victim: Classifier): {
  readonly victim: Classifier;
  readonly answers: () => number;
} {
  let count = 0;
  return {
    victim: {
      ...victim,
      classify(inputs, signal) {
        count += inputs.length;
        return victim.classify(inputs, signal);
      },
    },
    answers: () => count,
  };
}
