import type { DefenseContext } from './context.ts';
import { examine } from './examine.ts';
import { inquiryOf } from './inquiry.ts';
import { type Opened, opening } from './opening.ts';
import { overSubjects, type Subjects } from './over-subjects.ts';
import type { Ask } from './replies.ts';
import { functionsIn, type Subject } from './subject.ts';

/**
 * Of each function of each subject, in the order of `measure`: whether its score is at least as suspicious as the
 * threshold but its trigger is not confirmed by the references, by the same steps as in a scan.
 *
 * @throws ModelError where the victim cannot be used
 */
export function unconfirmed(
  subjects: Subjects,
  threshold: number,
  references: readonly string[],
  context: DefenseContext,
): AsyncGenerator<readonly boolean[], void, undefined> {
  const full = { ...context, options: { ...context.options, effort: 'full' as const } };
  return overSubjects<readonly boolean[]>(
    subjects,
    full,
    async (subject: Subject, ask: Ask) => {
      const parts = await opening(subject, ask, full);
      const known = await Promise.all(
        parts.map((part) =>
          'plain' in part ? ofOpened(part, ask) : functionsIn(part.subject).map(() => false),
        ),
      );
      return known.flat();
    },
    (count) => Array.from({ length: count }, () => false),
  );

  async function ofOpened({ subject, inspected, plain }: Opened, ask: Ask): Promise<readonly boolean[]> {
    const known: boolean[] = [];
    for (const which of inspected) {
      const inquiry = inquiryOf(subject, which, plain, ask, full.options.probe);
      const { outcome } = await examine(inquiry, plain, full, { kind: 'fixed', threshold, references });
      known.push(outcome.verdict === 'clean' && outcome.confirmation !== undefined);
    }
    return known;
  }
}
