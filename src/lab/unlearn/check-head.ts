import type { Head } from '../../model/head.ts';
import { ModelError } from '../../model/model-error.ts';
import { openVictim } from '../../model/open-model.ts';
import type { Representer } from '../../model/representer.ts';
import { probabilitiesOf } from './forward.ts';
import type { CleanSample } from './material.ts';

/** So many samples are compared. */
const SOME = 4;
/** Probabilities may differ by so much: the file is run in single precision. */
const TOLERANCE = 1e-3;

interface Compared {
  readonly head: Head;
  readonly representer: Representer;
  readonly samples: readonly CleanSample[];
  readonly signal?: AbortSignal;
}

/** Whether the head as it was read answers what the victim does. Rejects with ModelError where it does not. */
export async function checkHead(
  victim: string,
  { head, representer, samples, signal }: Compared,
): Promise<void> {
  const inputs = samples.slice(0, SOME).map(({ codes: [code = '', other] }) => ({
    code: [code],
    ...(other !== undefined && { other: [other] }),
  }));
  const opened = await openVictim(victim, { cores: 1 });
  try {
    if (!('classify' in opened)) return;
    const answers = await opened.classify(inputs, signal);
    for (const [at, vector] of (await representer.represent(inputs, signal)).entries()) {
      const own = probabilitiesOf(head, vector);
      if (
        own.some((p, label) => !(Math.abs(p - (answers[at]?.probabilities[label] ?? Number.NaN)) < TOLERANCE))
      ) {
        throw new ModelError(
          `the head of ${opened.card.name} as it was read out of model.onnx does not answer what the model does; export the model with one vector for the whole input before its last layers`,
        );
      }
    }
  } finally {
    await opened.close();
  }
}
