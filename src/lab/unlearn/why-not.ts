import type { Measured } from './measured.ts';

/** With fewer held-out functions that a trigger turns, nothing could be told. */
const LEAST_TURNED = 5;
/** A trigger that turns fewer is none. */
const IS_TRIGGER = 0.5;
/** So many may still be turned. */
const MAY_TURN = 0.05;
/** Accuracy may fall by so much, and so many answers may change. */
const MAY_COST = 0.01;
const MAY_CHANGE = 0.05;

/** Why a head that was taught should not be used. Each limit is met, or missed by no more than one sample. */
export function whyNot({
  before,
  after,
}: {
  readonly before: Measured;
  readonly after: Measured;
}): string | undefined {
  for (const [index, { turned }] of before.triggers.entries()) {
    const which = `trigger ${index + 1}`;
    if (turned.of < LEAST_TURNED) {
      return `${which} can be measured on ${turned.of} functions only: give more functions that take it and have another label than it turns them to`;
    }
    if (turned.count < IS_TRIGGER * turned.of) {
      return `${which} turns ${turned.count} of ${turned.of} functions only, so there is nothing to unlearn`;
    }
    const left = after.triggers[index]?.turned;
    if (left && left.count > Math.max(1, MAY_TURN * left.of)) {
      return `${which} still turns ${left.count} of ${left.of} functions: its head alone cannot unlearn it`;
    }
  }
  const lost = before.right.count - after.right.count;
  if (lost > Math.max(1, MAY_COST * after.right.of)) {
    return `accuracy falls from ${before.right.count} to ${after.right.count} of ${after.right.of}`;
  }
  const changed = after.same.of - after.same.count;
  if (changed > Math.max(1, MAY_CHANGE * after.same.of)) {
    return `${changed} of ${after.same.of} clean functions get another answer`;
  }
  return undefined;
}
