import type { MeasuredFunction } from '../../rows/unit.ts';
import { inspectedIn, type Sample } from './samples.ts';
import type { Setting } from './setting.ts';

/** Verdicts by one setting. */
export interface Judge {
  /** Clean functions whose scores it goes by. */
  readonly calibratedOn: number;
  /** False where there are too few of them: nothing could be called poisoned. */
  readonly isAble: boolean;
  isPoisoned(of: MeasuredFunction): boolean;
  /** Whether any function of the row is. */
  isFlagged(sample: Sample): boolean;
  /** Of the most suspicious function of the row; least of all where nothing is looked at. */
  scoreOf(sample: Sample): number;
}

/** As the defence judges: poisoned is whose p-value, (1 + clean scores as suspicious) ÷ (n + 1), is within the rate. */
export function judgeBy({ score, bar }: Setting, valid: readonly Sample[]): Judge {
  const clean = valid.flatMap((sample) => inspectedIn(sample).flatMap((of) => score(of) ?? []));
  const sorted = clean.sort((a, b) => b - a);
  const allowed =
    typeof bar === 'object' && 'rate' in bar ? Math.floor(bar.rate * (clean.length + 1) + 1e-9) : 1;
  const isAble = allowed >= 1;
  const isPoisoned = (of: MeasuredFunction) => {
    const own = score(of);
    if (own === undefined || !isAble) return false;
    if (bar === 'always') return true;
    if ('from' in bar) return own >= bar.from;
    // Above the last of the clean scores that may be at least as suspicious, and one more.
    return own > (sorted[allowed - 1] ?? Number.POSITIVE_INFINITY);
  };
  return {
    calibratedOn: clean.length,
    isAble,
    isPoisoned,
    isFlagged: (sample) => inspectedIn(sample).some(isPoisoned),
    scoreOf: (sample) =>
      Math.max(Number.NEGATIVE_INFINITY, ...inspectedIn(sample).flatMap((of) => score(of) ?? [])),
  };
}
