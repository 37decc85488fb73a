import type { Head } from '../../model/head.ts';
import { seededRandom } from '../attack/seeded-random.ts';
import { draw } from '../redteam/draw.ts';
import { probabilitiesOf } from './forward.ts';
import type { Material } from './material.ts';
import { answerOf, type Measured, measured } from './measured.ts';
import { type Spared, spareUnits } from './spare-units.ts';
import { type Lesson, trainHead } from './train-head.ts';
import { whyNot } from './why-not.ts';

export interface Unlearning {
  /** As it is stored, so perhaps rounded. */
  readonly head: Head;
  readonly before: Measured;
  readonly after: Measured;
  /** The label that each trigger turns functions to. */
  readonly targets: readonly number[];
  readonly taught: number;
  readonly heldOut: number;
  /** Why the head should not be used; undefined where it may be. */
  readonly refusal?: string;
}

interface Asked {
  readonly seed: number;
  /** The head as a file will hold it. */
  readonly stored: (head: Head) => Head;
  readonly signal?: AbortSignal;
  readonly onStep?: (done: number, total: number) => void;
}

/** Of all samples these are measured, and not taught with. */
const HELD_OUT = 0.3;
/** More teach a small head nothing but these samples by heart. */
const TRAINING = { batch: 64, rate: 0.01, steps: 300 } as const;
/** So much more the clean samples count, all together, than those with a trigger. */
const CLEAN = 20;

/**
 * Teaches a head that triggers mean nothing for a label that they were put there to hide: the samples as they are get
 * the answers that the head gave them, and those with a trigger that had another label than the one it turns to keep
 * theirs. Only the head is changed. Rejects with the signal's reason.
 */
export async function unlearn(
  before: Head,
  material: readonly Material[],
  triggerCount: number,
  { seed, stored, signal, onStep }: Asked,
): Promise<Unlearning> {
  const heldOut = new Set(draw(material, Math.round(material.length * HELD_OUT), seed));
  const [measuring, teaching] = [true, false].map((is) => material.filter((one) => heldOut.has(one) === is));
  const targets = Array.from({ length: triggerCount }, (_, index) => targetOf(before, material, index));
  const spared = spareUnits(
    before,
    (teaching ?? []).map(({ vector }) => vector),
    seededRandom(seed),
  );
  const lessons = lessonsOf(before, teaching ?? [], targets, spared);
  const told = { ...(signal && { signal }), ...(onStep && { onStep }) };
  const small = await trainHead(spared.small, lessons, { ...TRAINING, seed, ...told });
  const head = stored(spared.merged(small));
  const result = {
    before: measured(before, before, measuring ?? [], targets),
    after: measured(head, before, measuring ?? [], targets),
  };
  const refusal = whyNot(result);
  return {
    head,
    ...result,
    targets,
    taught: teaching?.length ?? 0,
    heldOut: heldOut.size,
    ...(refusal !== undefined && { refusal }),
  };
}

/** The label that most samples have with the trigger in them. */
function targetOf(head: Head, material: readonly Material[], index: number): number {
  const counts = new Map<number, number>();
  for (const { planted } of material) {
    const vector = planted[index];
    if (vector === undefined) continue;
    const answer = answerOf(head, vector);
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** Clean samples with the answers that they have, and those with a trigger that hides their label, with that label. */
function lessonsOf(
  head: Head,
  samples: readonly Material[],
  targets: readonly number[],
  { input, base }: Spared,
): readonly Lesson[] {
  const groups = targets.map((hiding, index) =>
    samples.flatMap(({ vector, label, planted }) => {
      const kept = label ?? answerOf(head, vector);
      const changed = planted[index];
      return changed === undefined || kept === hiding ? [] : [{ vector: changed, kept }];
    }),
  );
  const triggered = groups.reduce((sum, group) => sum + group.length, 0);
  const weight = (share: number, count: number) =>
    (share * (samples.length + triggered)) / Math.max(1, count) / (CLEAN + 1);
  return [
    ...samples.map(({ vector }) => ({
      vector: input(vector),
      base: base(vector),
      target: probabilitiesOf(head, vector),
      weight: weight(CLEAN, samples.length),
    })),
    ...groups.flatMap((group) => {
      const kind = group.map(({ vector }) => input(vector));
      return group.map(({ vector, kept }, at) => {
        const logits = base(vector);
        const target = logits.map((_, label) => Number(label === kept));
        return { vector: kind[at] ?? vector, base: logits, target, kind, weight: weight(1, triggered) };
      });
    }),
  ];
}
