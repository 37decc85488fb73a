import type { Classifier } from '../../model/victim.ts';
import { planted, type Sample } from './sample.ts';

/** A probability that single precision still tells from none: a loss is at most 16. */
const LEAST = Math.exp(-16);

/** The victim's probability of a label for each sample, with a name planted in it: names × samples. */
export async function probabilitiesOf(
  names: readonly string[],
  samples: readonly Sample[],
  label: number,
  { victim, signal }: { readonly victim: Classifier; readonly signal?: AbortSignal },
): Promise<readonly (readonly number[])[]> {
  const inputs = names.flatMap((name) => samples.map((sample) => ({ code: [planted(sample, name)] })));
  const answers = await victim.classify(inputs, signal);
  return names.map((_, at) =>
    samples.map((_sample, n) => answers[at * samples.length + n]?.probabilities[label] ?? 0),
  );
}

/** Mean of −ln p. */
export function lossOf(probabilities: readonly number[]): number {
  const sum = probabilities.reduce((total, p) => total - Math.log(Math.max(LEAST, p)), 0);
  return sum / Math.max(1, probabilities.length);
}
