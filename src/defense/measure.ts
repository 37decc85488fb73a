import type { DefenseContext } from './context.ts';
import { inquiryOf, plainInput } from './inquiry.ts';
import { isPassedOver } from './is-passed-over.ts';
import type { Prediction, ScoredElement, SkipReason } from './outcome.ts';
import { overSubjects, type Subjects } from './over-subjects.ts';
import { reachesFurther } from './reaches-further.ts';
import type { Ask } from './replies.ts';
import { doubtOf, predictionOf } from './reply.ts';
import type { Subject } from './subject.ts';

/** What the victim said of one function and its elements, with no verdict on it. */
export interface Measurement {
  readonly prediction: Prediction;
  /** Probability of the most likely label other than the predicted one. Absent for a generator. */
  readonly doubt?: number;
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
  { victim, options }: DefenseContext,
): Promise<readonly (Measurement | Unmeasured)[]> {
  const [plain] = await ask([{ input: plainInput(subject) }]);
  if (plain === undefined) return [];
  if (await reachesFurther(subject, plain, ask)) return subject.map(() => ({ reason: 'too large' }));
  const prediction = predictionOf(victim, plain);
  if (isPassedOver(victim, options, prediction)) {
    return subject.map(() => ({ reason: 'not the goal label', prediction }));
  }
  const doubt = doubtOf(plain);
  const measured: Measurement[] = [];
  for (const which of [0, 1] as const) {
    const inquiry = inquiryOf(subject, which, plain, ask, options.probe);
    if (inquiry === undefined) break;
    const { side } = inquiry;
    measured.push({
      prediction,
      ...(doubt === undefined ? {} : { doubt }),
      elements: await inquiry.score(side.elements),
      partly: plain.truncated || side.view.length < side.text.length,
    });
  }
  return measured;
}
