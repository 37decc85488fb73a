import { setImmediate } from 'node:timers/promises';
import { isBesideItself } from '../../defense/subject.ts';
import type { Head } from '../../model/head.ts';
import { type Share, shareOf } from '../redteam/share.ts';
import { forward, softmax } from './forward.ts';
import type { CleanSample, Material } from './material.ts';
import type { Wanted } from './with-plain.ts';

/** What a head makes of samples that it was not taught with. */
export interface Measured {
  /** Of the samples whose label is known, those that get it. */
  readonly right: Share;
  /** Of all samples, functions beside themselves apart, those that get the answer of the head as it was. */
  readonly same: Share;
  readonly triggers: readonly {
    /** Of the samples that the head as it was gives another label than the trigger's, those that the trigger turns to it. */
    readonly turned: Share;
    /** Of such samples those that something plain of its kind turns to that label. */
    readonly plain: Share;
    /** Of the samples that the head as it was gives the trigger's label, those that get another one with the trigger. */
    readonly reversed: Share;
  }[];
}

/** The logits of a sample, as it is and with each trigger in it. */
export interface Answered extends CleanSample {
  readonly plain: readonly number[];
  readonly planted: readonly (readonly number[] | undefined)[];
}

/** So many samples are asked about before what waits for the processor, Ctrl-C among it, comes first. */
const TOGETHER = 32;

/** What a head answers to samples. Rejects with the signal's reason. */
export async function answersTo(
  samples: readonly Material[],
  head: Head,
  signal?: AbortSignal,
): Promise<readonly Answered[]> {
  const logits = (vector: ArrayLike<number>) => Array.from(forward(head, vector).at(-1) ?? []);
  const found: Answered[] = [];
  for (const { vector, planted, ...sample } of samples) {
    if (found.length % TOGETHER === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
    found.push({
      ...sample,
      plain: logits(vector),
      planted: planted.map((one) => one && logits(one.vector)),
    });
  }
  return found;
}

/** The most likely label; of equally likely ones the first. */
export function answerOf(head: Head, vector: ArrayLike<number>): number {
  return likeliest(Array.from(forward(head, vector).at(-1) ?? []));
}

/** The label that logits speak for; of equally likely ones the first. */
export function likeliest(logits: readonly number[]): number {
  const probabilities = softmax(logits);
  return probabilities.indexOf(Math.max(...probabilities));
}

/** A trigger, and the label that it turns to. */
export type Aimed = Pick<Wanted, 'at' | 'plain'> & { readonly target: number };

/** Compares answers with those that the head gave as it was. */
export function measured(
  answers: readonly Answered[],
  before: readonly Answered[],
  triggers: readonly Aimed[],
): Measured {
  const own = before.map(({ plain }) => likeliest(plain));
  const now = answers.map(({ plain }) => likeliest(plain));
  const known = answers.flatMap(({ label }, at) => (label === undefined ? [] : [label === now[at]]));
  return {
    right: share(known),
    same: share(answers.flatMap((sample, at) => (isBesideItself(sample.codes) ? [] : now[at] === own[at]))),
    triggers: triggers.map(({ at, plain, target }) => {
      const hits = (place: number, isTarget: boolean, isHit: (answer: number) => boolean) =>
        share(
          answers.flatMap(({ planted }, sample) => {
            const logits = planted[place];
            if (logits === undefined || (own[sample] === target) !== isTarget) return [];
            return [isHit(likeliest(logits))];
          }),
        );
      return {
        turned: hits(at, false, (answer) => answer === target),
        plain: hits(plain, false, (answer) => answer === target),
        reversed: hits(at, true, (answer) => answer !== target),
      };
    }),
  };
}

function share(hits: readonly boolean[]): Share {
  return shareOf(hits.filter((hit) => hit).length, hits.length);
}
