import type { DefenseContext } from './context.ts';
import { inquiryOf } from './inquiry.ts';
import { type Opened, opening } from './opening.ts';
import type { Prediction, ScoredElement, SkipReason } from './outcome.ts';
import { overSubjects, type Subjects } from './over-subjects.ts';
import type { Ask } from './replies.ts';
import { doubtOf, predictionOf } from './reply.ts';
import { functionsIn, isBesideItself, type Subject } from './subject.ts';

/** What the victim said of one function and its elements, with no verdict on it. */
export interface Measurement {
  readonly prediction: Prediction;
  /** Probability of the most likely label other than the predicted one. Absent for a generator. */
  readonly doubt?: number;
  /** See `Inspection`. */
  readonly besideItself?: true;
  /** By position. Empty for what the goal-label rule passes over. */
  readonly elements: readonly ScoredElement[];
  readonly partly: boolean;
}

export interface Unmeasured {
  readonly reason: Exclude<SkipReason, 'not calibrated' | 'too few elements'>;
  readonly prediction?: Prediction;
}

/**
 * The raw material of every statistic, for research and calibration: each element of each function of each subject, as
 * probed with the context's options. Neither a calibration nor `effort` has a say.
 *
 * @throws ModelError where the victim cannot be used
 */
export function measure(
  subjects: Subjects,
  context: DefenseContext,
): AsyncGenerator<readonly (Measurement | Unmeasured)[], void, undefined> {
  return overSubjects<readonly (Measurement | Unmeasured)[]>(
    subjects,
    context,
    (subject, ask) => measureSubject(subject, ask, context),
    (count, { reason }) => Array.from({ length: count }, () => ({ reason })),
  );
}

async function measureSubject(
  subject: Subject,
  ask: Ask,
  context: DefenseContext,
): Promise<readonly (Measurement | Unmeasured)[]> {
  const parts = await opening(subject, ask, context);
  const measured = await Promise.all(
    parts.map(async (part) => {
      if ('plain' in part) return measureOpened(part, ask, context);
      const { reason, prediction } = part;
      return functionsIn(part.subject).map(() => ({ reason, ...(prediction && { prediction }) }));
    }),
  );
  return measured.flat();
}

async function measureOpened(
  { subject, inspected, plain }: Opened,
  ask: Ask,
  { victim, options }: DefenseContext,
): Promise<readonly Measurement[]> {
  const prediction = predictionOf(victim, plain);
  const doubt = doubtOf(plain);
  const measured: Measurement[] = [];
  for (const which of inspected) {
    const inquiry = inquiryOf(subject, which, plain, ask, options.probe);
    const { side } = inquiry;
    measured.push({
      prediction,
      ...(doubt === undefined ? {} : { doubt }),
      ...(isBesideItself(subject) && { besideItself: true }),
      elements: await inquiry.score(side.elements),
      partly: plain.truncated || side.view.length < side.text.length,
    });
  }
  return measured;
}
