import type { DefenseContext } from '../../defense/context.ts';
import type { Prediction } from '../../defense/outcome.ts';
import { replies } from '../../defense/replies.ts';
import { predictionOf } from '../../defense/reply.ts';
import { viewOf } from '../../defense/subject.ts';

/** What the victim says of each function as it stands, of a pair victim beside itself. */
export async function answers(
  codes: readonly string[],
  { victim, signal }: Pick<DefenseContext, 'victim' | 'signal'>,
): Promise<readonly Prediction[]> {
  const { task, maxLength } = victim.card;
  const questions = codes.map((code) => {
    const seen = [viewOf(code, maxLength)];
    return { input: task === 'pair' ? { code: seen, other: seen } : { code: seen } };
  });
  const replied = await replies(victim, questions, signal);
  return replied.map((reply) => predictionOf(victim, reply));
}
