import type { Head } from '../../model/head.ts';
import { ModelError } from '../../model/model-error.ts';
import type { Classifier } from '../../model/victim.ts';
import { probabilitiesOf } from './forward.ts';
import { inputOf, type Represented } from './material.ts';

/** Asked about at once. */
const TOGETHER = 64;
/** Probabilities may differ by so much: the file is run in single precision. */
const TOLERANCE = 1e-3;

interface Asked {
  readonly signal?: AbortSignal;
  readonly onRead?: (done: number, total: number) => void;
}

/**
 * Whether a victim answers what its head, as it was read out of the file, makes of its vectors. A file may hold a head that
 * looks like one and answer by another, or see that it was changed. Rejects with ModelError where it does not.
 */
export async function checkHead(
  victim: Classifier,
  head: Head,
  represented: readonly Represented[],
  { signal, onRead }: Asked,
): Promise<void> {
  for (let from = 0; from < represented.length; from += TOGETHER) {
    const some = represented.slice(from, from + TOGETHER);
    const answers = await victim.classify(
      some.map(({ codes }) => inputOf(codes)),
      signal,
    );
    const agrees = some.every(({ vector }, at) =>
      probabilitiesOf(head, vector).every(
        (own, label) => Math.abs(own - (answers[at]?.probabilities[label] ?? Number.NaN)) < TOLERANCE,
      ),
    );
    if (!agrees) {
      throw new ModelError(
        `the head of ${victim.card.name} as it was read out of model.onnx does not answer what the model does; export the model with one vector for the whole input before its last layers, and no other way to its answers`,
      );
    }
    onRead?.(from + some.length, represented.length);
  }
}
