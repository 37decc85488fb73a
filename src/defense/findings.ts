import type { Finding } from './calibration-of.ts';
import type { DefenseContext } from './context.ts';
import { CONFIRMED_SHARE } from './defaults.ts';
import { examine } from './examine.ts';
import { inquiryOf } from './inquiry.ts';
import { type Opened, opening } from './opening.ts';
import type { Outcome } from './outcome.ts';
import { overSubjects, type Subjects } from './over-subjects.ts';
import type { Ask } from './replies.ts';
import { functionsIn, type Subject } from './subject.ts';

/**
 * Of each function of each subject, in the order of `measure`: what planting its trigger into the references shows, by the
 * same steps as in a scan; undefined where its score is less suspicious than the threshold, or where that cannot be asked.
 *
 * @throws ModelError where the victim cannot be used
 */
export function findings(
  subjects: Subjects,
  threshold: number,
  references: readonly string[],
  context: DefenseContext,
): AsyncGenerator<readonly (Finding | undefined)[], void, undefined> {
  const full = { ...context, options: { ...context.options, effort: 'full' as const } };
  return overSubjects<readonly (Finding | undefined)[]>(
    subjects,
    full,
    async (subject: Subject, ask: Ask) => {
      const parts = await opening(subject, ask, full);
      const known = await Promise.all(
        parts.map((part) =>
          'plain' in part ? ofOpened(part, ask) : functionsIn(part.subject).map(() => undefined),
        ),
      );
      return known.flat();
    },
    (count) => Array.from({ length: count }, () => undefined),
  );

  async function ofOpened(
    { subject, inspected, plain }: Opened,
    ask: Ask,
  ): Promise<readonly (Finding | undefined)[]> {
    const known: (Finding | undefined)[] = [];
    for (const which of inspected) {
      const inquiry = inquiryOf(subject, which, plain, ask, full.options.probe);
      const { outcome } = await examine(inquiry, plain, full, { kind: 'fixed', threshold, references });
      known.push(findingOf(outcome));
    }
    return known;
  }
}

function findingOf(outcome: Outcome): Finding | undefined {
  if (outcome.verdict === 'skipped' || outcome.confirmation === undefined) return undefined;
  const { turned, of } = outcome.confirmation;
  return outcome.verdict === 'poisoned' && turned >= CONFIRMED_SHARE * of ? 'confirmed' : 'refuted';
}
