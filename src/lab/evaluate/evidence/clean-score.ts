import { bleu } from '../numbers/bleu.ts';
import type { Bootstrap } from '../numbers/bootstrap.ts';
import type { Said } from '../rows/unit.ts';
import type { Estimate } from './fields.ts';
import { inPercent, meanInPoints } from './rounded.ts';

/** How right the answers to clean rows are, in percent: accuracy, or for a generator BLEU. */
export function cleanScore(said: readonly Said[], resample: Bootstrap): Estimate {
  const counts = said.flatMap((one) => one.bleu ?? []);
  if (counts.length === 0) return meanInPoints(said.map(isRight), resample);
  const [low, high] = resample([counts.length], (places) => bleu(counts, places));
  return { value: inPercent(bleu(counts)), low: inPercent(low), high: inPercent(high) };
}

/** What a defence costs of it, in percentage points. */
export function cleanChange(before: readonly Said[], after: readonly Said[], resample: Bootstrap): Estimate {
  const was = before.flatMap((one) => one.bleu ?? []);
  const is = after.flatMap((one) => one.bleu ?? []);
  if (was.length === 0) {
    return meanInPoints(
      after.map((one, at) => isRight(one) - isRight(before[at])),
      resample,
    );
  }
  const [low, high] = resample([was.length], (places) => bleu(is, places) - bleu(was, places));
  return { value: inPercent(bleu(is) - bleu(was)), low: inPercent(low), high: inPercent(high) };
}

function isRight(said: Said | undefined): number {
  return said?.right === true ? 1 : 0;
}
