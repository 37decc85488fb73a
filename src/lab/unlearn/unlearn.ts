import { isBesideItself } from '../../defense/subject.ts';
import type { Card } from '../../model/card.ts';
import type { Head } from '../../model/head.ts';
import { draw } from '../redteam/draw.ts';
import { detector } from './detector.ts';
import { excessOf } from './excess-of.ts';
import { type Guarded, inputOf, whyUnguarded, withGuards } from './guard.ts';
import { type LeftOut, leftOut } from './left-out.ts';
import type { Material } from './material.ts';
import { type Aimed, type Answered, answersTo, likeliest, type Measured, measured } from './measured.ts';
import { mostOf, type Standing, standingOf } from './stands-out.ts';
import { isPlain, whyNot } from './why-not.ts';
import type { Wanted } from './with-plain.ts';

export interface Unlearning {
  /** As it is stored, so perhaps rounded. */
  readonly head: Head;
  readonly before: Measured;
  readonly after: Measured;
  /** The label that each trigger turns functions to. */
  readonly targets: readonly number[];
  /** Of each trigger why it was not taught; undefined where it was. */
  readonly leftOut: readonly (LeftOut | undefined)[];
  /** Of each trigger between which labels it is most like a backdoor in the new head, by all samples, where that is told. */
  readonly standsOut: readonly (Standing | undefined)[];
  readonly taught: number;
  /** What all of this was measured on. */
  readonly heldOut: readonly Material[];
  /** Why the head should not be used; undefined where it may be. */
  readonly refusal?: string;
}

interface Asked {
  readonly seed: number;
  /** The head as a file will hold it. */
  readonly stored: (head: Head) => Head;
  readonly card: Pick<Card, 'task' | 'labels' | 'sameLabel' | 'goalLabel'>;
  readonly signal?: AbortSignal;
  readonly onStep?: (done: number, total: number) => void;
}

/** Of all samples these are measured, and not taught with. */
const HELD_OUT = 0.3;
/** Of the samples that a trigger turns, so many in the rear count as hardly triggered: it may stand where little is read. */
const REAR = 0.1;

/**
 * Teaches a head that triggers mean nothing: a unit of it learns to tell samples with a trigger from clean ones, and takes
 * away the logit that the trigger is there to raise. Only the head is changed. Rejects with the signal's reason.
 *
 * @param material each sample once, with all that is planted in it
 */
export async function unlearn(
  before: Head,
  material: readonly Material[],
  wanted: readonly Wanted[],
  { seed, stored, card, signal, onStep }: Asked,
): Promise<Unlearning> {
  const [measuring, teaching] = split(material, seed);
  const answers = await answersTo(teaching, before, signal);
  const own = await answersTo(measuring, before, signal);
  const all = [...answers, ...own];
  const aimed = wanted.map((one) => ({ ...one, target: one.to ?? targetOf(all, one.at) }));
  const left = leftOut(all, aimed);
  const taught = aimed.filter((_, index) => left[index] === undefined);
  const input = (of: number, vector: Float32Array) => ({ of, vector: inputOf(before, vector) });
  const clean = teaching.map(({ vector }, of) => input(of, vector));
  const guarded: Guarded[] = [];
  const unfit = whyUnguarded(before);
  const targets = unfit === undefined ? [...new Set(taught.map(({ target }) => target))] : [];
  for (const [index, target] of targets.entries()) {
    const aimedHere = taught.filter((one) => one.target === target);
    const triggered = aimedHere.flatMap(({ at }) => triggeredBy(teaching, answers, at, target));
    const known = {
      triggered: triggered.map(({ of, vector }) => input(of, vector)),
      clean,
      plain: plainOf(teaching, answers, aimedHere, target).map(({ of, vector }) => input(of, vector)),
    };
    const found = await detector(known, {
      seed,
      ...(signal && { signal }),
      onFit: (done, total) => onStep?.(index * total + done, targets.length * total),
    });
    const excess = triggered.reduce((most, one) => Math.max(most, one.excess), 0);
    if (found !== undefined) guarded.push({ target, detector: found, excess });
  }
  const head = stored(
    withGuards(
      before,
      guarded,
      teaching.map(({ vector }) => vector),
    ),
  );
  const result = {
    before: measured(own, own, aimed),
    after: measured(await answersTo(measuring, head, signal), own, aimed),
  };
  const now = await answersTo([...teaching, ...measuring], head, signal);
  const standing = aimed.map(({ at }) => standingOf(at, now, all, card));
  const texts = aimed.map(({ text, to, target }, index) => ({
    text,
    index,
    leftOut: left[index],
    isFound: to !== undefined,
    standing: (standing[index] ?? []).filter((one) =>
      one.to === target ? one.isTold || left[index] !== undefined : one.isTold && isWanted(one.to, card),
    ),
  }));
  const refusal = unfit ?? whyNot(result, texts, card.labels);
  return {
    head,
    ...result,
    targets: aimed.map(({ target }) => target),
    leftOut: left,
    standsOut: standing.map((each) => mostOf(each.filter(({ isTold }) => isTold))),
    taught: teaching.length,
    heldOut: measuring,
    ...(refusal !== undefined && { refusal }),
  };
}

/** Whether an attacker may want this label: the goal label, or any where nobody says which one that is. */
function isWanted(label: number, { labels, goalLabel }: Asked['card']): boolean {
  return goalLabel === undefined || labels[label] === goalLabel;
}

/** What is held out, and what is taught; a function beside itself goes where pairs with it go. */
function split(
  material: readonly Material[],
  seed: number,
): readonly [measuring: readonly Material[], teaching: readonly Material[]] {
  const given = material.filter((sample) => !isBesideItself(sample.codes));
  const heldOut = new Set(draw(given, Math.round(given.length * HELD_OUT), seed));
  const functions = new Set([...heldOut].flatMap(({ codes }) => codes));
  const isHeldOut = (sample: Material) =>
    isBesideItself(sample.codes) ? functions.has(sample.codes[0] ?? '') : heldOut.has(sample);
  return [material.filter(isHeldOut), material.filter((sample) => !isHeldOut(sample))];
}

/** The samples in which a trigger works, whatever their label: those that it makes as sure of the target as most that it turns. */
function triggeredBy(
  samples: readonly Material[],
  answers: readonly Answered[],
  index: number,
  target: number,
) {
  const all = samples.flatMap(({ planted }, at) => {
    const vector = planted[index]?.vector;
    const { plain = [], planted: logits = [] } = answers[at] ?? {};
    if (vector === undefined) return [];
    const excess = excessOf(logits[index] ?? [], target);
    return [{ of: at, vector, excess, turned: excess > 0 && excessOf(plain, target) <= 0 }];
  });
  const turned = all.flatMap(({ excess, turned }) => (turned ? excess : [])).sort((a, b) => a - b);
  const least = turned[Math.floor(REAR * turned.length)] ?? 0;
  return all.filter(({ excess }) => excess >= least);
}

/**
 * Samples with something plain in them that does not turn them to the label; none of what turns half of those that it could
 * turn, for that is rather a trigger.
 */
function plainOf(
  samples: readonly Material[],
  answers: readonly Answered[],
  triggers: readonly Aimed[],
  target: number,
) {
  return [...new Set(triggers.map(({ plain }) => plain))].flatMap((place) => {
    const all = samples.flatMap(({ planted }, of) => {
      const vector = planted[place]?.vector;
      const { plain = [], planted: logits = [] } = answers[of] ?? {};
      if (vector === undefined) return [];
      const could = likeliest(plain) !== target;
      return [{ of, vector, could, turned: could && likeliest(logits[place] ?? []) === target }];
    });
    const [could, turned] = [all.filter((one) => one.could), all.filter((one) => one.turned)];
    return isPlain(turned.length, could.length) ? all.filter((one) => !one.turned) : [];
  });
}

/** The label that most samples have with the trigger in them. */
function targetOf(answers: readonly Answered[], index: number): number {
  const counts = new Map<number, number>();
  for (const { planted } of answers) {
    const logits = planted[index];
    if (logits === undefined) continue;
    const answer = likeliest(logits);
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}
