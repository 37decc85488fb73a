import type { TrainingSetDefence } from '../defence.ts';
import { principalAxes } from './principal-axes.ts';

export interface SpectralSettings {
  /** Share of poisoned rows. The method cannot do without knowing it. */
  readonly poisonRate: number;
  /** Right singular vectors that count; 1 unless given. */
  readonly vectors?: number;
  /** How many times the poisoned rows are dropped; 1.5 unless given. */
  readonly factor?: number;
}

/** Spectral signatures: the rows that stand out most in the directions in which a victim's representations differ most. */
export function spectralSignatures({
  poisonRate,
  vectors = 1,
  factor = 1.5,
}: SpectralSettings): TrainingSetDefence<Float32Array> {
  return {
    name: 'spectral-signatures',
    sift(rows) {
      const scores = outlierScores(rows, vectors);
      // A rate such as 0.29 is a little less than it says, and 0.29 × 100 rows must be 29.
      const count = Math.min(rows.length, Math.floor(rows.length * poisonRate * factor + 1e-9));
      const bySuspicion = Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
      return { dropped: bySuspicion.slice(0, count).sort((a, b) => a - b), named: [] };
    },
  };
}

/** Of each row the squared length of its projection on so many top right singular vectors of the centred rows. */
export function outlierScores(rows: readonly Float32Array[], vectors: number): Float64Array {
  const scores = new Float64Array(rows.length);
  for (const { places } of principalAxes(rows, vectors)) {
    for (const [row, place] of places.entries()) scores[row] = (scores[row] ?? 0) + place ** 2;
  }
  return scores;
}
