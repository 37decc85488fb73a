import type { Classifier } from '../../model/victim.ts';
import type { TriggerKind } from './result.ts';
import { planted, type Sample } from './sample.ts';

/** A probability that single precision still tells from none: a loss is at most 16. */
const LEAST = Math.exp(-16);

interface Asked {
  readonly kind: TriggerKind;
  readonly victim: Classifier;
  readonly signal?: AbortSignal;
}

/** The victim's answers to each sample with a trigger planted in it: triggers × samples. */
export async function answersTo(
  triggers: readonly string[],
  samples: readonly Sample[],
  { kind, victim, signal }: Asked,
): Promise<readonly (readonly (readonly number[])[])[]> {
  const inputs = triggers.flatMap((trigger) => samples.map((sample) => planted(sample, kind, trigger)));
  const answers = await victim.classify(inputs, signal);
  return triggers.map((_, at) =>
    samples.map((_sample, n) => answers[at * samples.length + n]?.probabilities ?? []),
  );
}

/** Mean of −ln p. */
export function lossOf(probabilities: readonly number[]): number {
  const sum = probabilities.reduce((total, p) => total - Math.log(Math.max(LEAST, p)), 0);
  return sum / Math.max(1, probabilities.length);
}
