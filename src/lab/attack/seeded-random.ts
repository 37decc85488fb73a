import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws that depend on the seed alone, on any machine. */
export interface Random {
  /** Uniform in 0 … count − 1. */
  below(count: number): number;
  /** Uniform in [0, 1). */
  unit(): number;
}

/** A stream of draws. Of the seed the lower 32 bits count. */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return {
    below: (count) => uniformInt(generator, 0, count - 1),
    unit: () => uniformFloat64(generator),
  };
}
