import type { DefenseContext } from '../defense/context.ts';
import type { Prediction } from '../defense/outcome.ts';
import type { Pair } from '../defense/over-subjects.ts';
import { replies } from '../defense/replies.ts';
import { predictionOf } from '../defense/reply.ts';
import { viewOf } from '../defense/subject.ts';

/** What the victim says of each subject as it stands, of a pair victim one function beside itself. */
export async function answers(
  subjects: readonly (string | Pair)[],
  { victim, signal }: Pick<DefenseContext, 'victim' | 'signal'>,
): Promise<readonly Prediction[]> {
  const { task, maxLength } = victim.card;
  const questions = subjects.map((subject) => {
    const [code = '', other = code] = [subject].flat();
    const seen = [viewOf(code, maxLength)];
    return { input: task === 'pair' ? { code: seen, other: [viewOf(other, maxLength)] } : { code: seen } };
  });
  const replied = await replies(victim, questions, signal);
  return replied.map((reply) => predictionOf(victim, reply));
}
