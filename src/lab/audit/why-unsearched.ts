import type { Samples } from './material.ts';
import type { TriggerKind } from './result.ts';

/** With fewer functions of a label nothing could be told. */
export const LEAST = 10;
/** Were all of fewer functions turned, that would not surely be more than half of all (Wilson's 95% interval). */
const LEAST_UNSEEN = 4;

interface Between {
  readonly from: string;
  readonly to: string;
  readonly samples: Samples;
  /** How sure the victim is of clean functions that it gives the second label. */
  readonly references: readonly number[];
  readonly language: string;
}

/** Why a search for this kind could not end with a verdict; undefined where it can. */
export function whyUnsearched(
  kind: TriggerKind,
  { from, to, samples, references, language }: Between,
): string | undefined {
  const { given, searched, unseen } = samples;
  if (given < LEAST || references.length < LEAST) {
    return `too few functions: ${given} that it calls ${from}, ${references.length} that it calls ${to}, and of each ${LEAST} are needed`;
  }
  const read = searched.length + unseen.length;
  if (read < LEAST) {
    return `too few functions: ${read} of ${given} that it calls ${from} can be read as ${language} and name anything, and ${LEAST} are needed`;
  }
  const takes = (some: Samples['unseen']) => some.filter((sample) => sample[kind].length > 0).length;
  if (takes(searched) === 0 || takes(unseen) < LEAST_UNSEEN) {
    return `too few functions for a ${kind}: ${takes(searched) + takes(unseen)} of ${read} that it calls ${from} take one`;
  }
  return undefined;
}
