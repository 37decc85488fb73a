import { type Line, logistic } from './logistic.ts';
import { whitening } from './whitening.ts';

/** What the squared length of the weights costs, divided by the number of negative vectors. */
const RIDGE = 16;

interface Asked {
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/**
 * A line between two classes that count alike: ridge logistic regression in coordinates that are whitened by what they have
 * in common. Of few vectors the ridge rules, and the line is that of Fisher's discriminant; of many it is where they meet
 * that counts. Rejects with the signal's reason.
 *
 * @param positive vectors of one length; not empty, as the others
 */
export async function separatingLine(
  positive: readonly ArrayLike<number>[],
  negative: readonly ArrayLike<number>[],
  { seed, signal }: Asked,
): Promise<Line> {
  const { whitened, line } = await whitening(positive, negative, signal);
  const [ones, others] = [await whitened(positive), await whitened(negative)];
  const ridge = RIDGE / negative.length;
  return line(await logistic(ones, others, { ridge, seed, ...(signal && { signal }) }));
}
