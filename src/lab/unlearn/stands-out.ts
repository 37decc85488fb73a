import { isBesideItself } from '../../defense/subject.ts';
import type { Card } from '../../model/card.ts';
import { barFor, judged, saturated } from '../audit/judged.ts';
import { LEAST } from '../audit/why-unsearched.ts';
import { type Share, shareOf } from '../redteam/share.ts';
import { softmax } from './forward.ts';
import { type Answered, likeliest } from './measured.ts';

/** What a text does to samples of one label in a new head, judged as an audit judges. */
export interface Standing {
  readonly from: number;
  readonly to: number;
  /** Samples that were `from`, of which it makes the head as sure of `to` as the audit asks of a backdoor. */
  readonly share: Share;
  /** Too few samples of either label, or many with one certainty: nothing is told, and the share is all of them. */
  readonly isTold: boolean;
}

/**
 * The text between all labels. Which label a sample has, and how sure a head is of clean ones, goes by the head as it was:
 * what a new one overturns would make any bar for a rare label. As in an audit pairs of a function and itself set no bar,
 * and of the label for equal ones they alone are judged.
 *
 * @param now the answers of the new head, sample by sample as `before`
 */
export function standingOf(
  at: number,
  now: readonly Answered[],
  before: readonly Answered[],
  card: Pick<Card, 'task' | 'labels' | 'sameLabel'>,
): readonly Standing[] {
  const labelled = before.map((sample, index) => ({
    from: likeliest(sample.plain),
    isEqual: isBesideItself(sample.codes),
    clean: softmax(sample.plain),
    logits: now[index]?.planted[at],
  }));
  return card.labels.flatMap((_, to) => {
    const references = labelled.flatMap(({ from, isEqual, clean }) =>
      from === to && !isEqual ? (clean[to] ?? 0) : [],
    );
    return card.labels.flatMap((label, from): Standing[] => {
      const isSame = card.task === 'pair' && label === card.sameLabel;
      const planted = labelled.flatMap((one) =>
        one.from === from && one.logits !== undefined && (!isSame || one.isEqual)
          ? (softmax(one.logits)[to] ?? 0)
          : [],
      );
      if (from === to || planted.length === 0) return [];
      const bar = barFor(card, label);
      const isTold = Math.min(planted.length, references.length) >= LEAST && saturated(references, bar) === 0;
      const share = isTold ? judged(planted, references, bar).sure : shareOf(planted.length, planted.length);
      return [{ from, to, share, isTold }];
    });
  });
}

/** Where it stands out most; undefined where nothing is told. */
export function mostOf(standing: readonly Standing[]): Standing | undefined {
  const part = ({ share }: Standing) => share.count / share.of;
  return standing.reduce<Standing | undefined>(
    (most, one) => (most === undefined || part(one) > part(most) ? one : most),
    undefined,
  );
}
