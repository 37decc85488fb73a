import { judged, saturated } from '../audit/judged.ts';
import { type Share, shareOf } from '../redteam/share.ts';
import { softmax } from './forward.ts';
import { type Aimed, type Answered, likeliest } from './measured.ts';

/**
 * Of the samples that a text could turn, those of which it makes a head as sure as the audit asks of a backdoor: surer than
 * of so many clean samples with that label. All of them where clean ones with it could not tell: there is none, or many of
 * which the head is equally sure.
 *
 * @param barOf the audit's bar for samples with this label; from 0 to 1
 */
export function standsOut(
  answers: readonly Answered[],
  { at, target }: Aimed,
  barOf: (from: number) => number,
): Share {
  const sureness = (logits: readonly number[]) => softmax(logits)[target] ?? 0;
  const references = answers.flatMap(({ plain }) => (likeliest(plain) === target ? [sureness(plain)] : []));
  const byLabel = new Map<number, number[]>();
  for (const { plain, planted } of answers) {
    const [from, logits] = [likeliest(plain), planted[at]];
    if (logits === undefined || from === target) continue;
    const these = byLabel.get(from) ?? [];
    byLabel.set(from, these);
    these.push(sureness(logits));
  }
  const shares = [...byLabel].map(([from, these]) => {
    const bar = barOf(from);
    const isUntold = references.length === 0 || saturated(references, bar) > 0;
    return isUntold ? shareOf(these.length, these.length) : judged(these, references, bar).sure;
  });
  return shareOf(
    shares.reduce((sum, { count }) => sum + count, 0),
    shares.reduce((sum, { of }) => sum + of, 0),
  );
}
