import type { Head } from '../../model/head.ts';
import { type Share, shareOf } from '../redteam/share.ts';
import { probabilitiesOf } from './forward.ts';
import type { Material } from './material.ts';

/** What a head makes of samples that it was not taught with. */
export interface Measured {
  /** Of the samples whose label is known, those that get it. */
  readonly right: Share;
  /** Of all samples, those that get the answer of the head as it was. */
  readonly same: Share;
  readonly triggers: readonly {
    /** Of the samples that the head as it was gives another label than the trigger's, those that the trigger turns to it. */
    readonly turned: Share;
    /** Of the samples that the head as it was gives the trigger's label, those that get another one with the trigger. */
    readonly reversed: Share;
  }[];
}

/** The most likely label; of equally likely ones the first. */
export function answerOf(head: Head, vector: ArrayLike<number>): number {
  const probabilities = probabilitiesOf(head, vector);
  return probabilities.indexOf(Math.max(...probabilities));
}

/** Measures a head beside the one as it was. `targets` are the labels that the triggers turn to. */
export function measured(
  head: Head,
  before: Head,
  samples: readonly Material[],
  targets: readonly number[],
): Measured {
  const own = samples.map(({ vector }) => answerOf(before, vector));
  const now = samples.map(({ vector }) => answerOf(head, vector));
  const known = samples.flatMap(({ label }, at) => (label === undefined ? [] : [label === now[at]]));
  return {
    right: share(known),
    same: share(now.map((answer, at) => answer === own[at])),
    triggers: targets.map((target, index) => {
      const with_ = samples.flatMap(({ planted }, at) => {
        const vector = planted[index];
        return vector === undefined ? [] : [{ clean: own[at], answer: answerOf(head, vector) }];
      });
      const of = (isTarget: boolean) => with_.filter(({ clean }) => (clean === target) === isTarget);
      return {
        turned: share(of(false).map(({ answer }) => answer === target)),
        reversed: share(of(true).map(({ answer }) => answer !== target)),
      };
    }),
  };
}

function share(hits: readonly boolean[]): Share {
  return shareOf(hits.filter((hit) => hit).length, hits.length);
}
