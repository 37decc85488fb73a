import type { JudgedFunction } from '../scan/scan-result.ts';
import type { PoisonedVerdict } from '../scan/verdict.ts';

/** A poisoned function. */
export interface Finding extends JudgedFunction {
  readonly verdict: PoisonedVerdict;
}
