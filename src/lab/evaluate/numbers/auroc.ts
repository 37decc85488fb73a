/** Area under the ROC curve: the chance that a poisoned score is above a clean one, ties half. Higher is more suspicious. */
export function auroc(clean: readonly number[], poisoned: readonly number[]): number {
  return areaOf(ranked(clean, poisoned))();
}

/** Scores by their rank among all, so that many resamples of them are weighed without sorting again. */
export interface Ranked {
  readonly clean: Uint32Array;
  readonly poisoned: Uint32Array;
  /** Different scores. */
  readonly count: number;
}

export function ranked(clean: readonly number[], poisoned: readonly number[]): Ranked {
  const values = Array.from(new Set([...clean, ...poisoned])).sort((a, b) => a - b);
  const rankOf = new Map(values.map((value, rank) => [value, rank]));
  const ranks = (scores: readonly number[]) => Uint32Array.from(scores, (score) => rankOf.get(score) ?? 0);
  return { clean: ranks(clean), poisoned: ranks(poisoned), count: values.length };
}

/** The area for all scores, or for resamples of both by their places. */
export function areaOf({ clean, poisoned, count }: Ranked) {
  const counted = (ranks: Uint32Array, places: Uint32Array | undefined) => {
    const counts = new Float64Array(count);
    const add = (rank: number) => {
      counts[rank] = (counts[rank] ?? 0) + 1;
    };
    if (places === undefined) for (const rank of ranks) add(rank);
    else for (const place of places) add(ranks[place] ?? 0);
    return counts;
  };
  return (cleanPlaces?: Uint32Array, poisonedPlaces?: Uint32Array): number => {
    const below = counted(clean, cleanPlaces);
    const above = counted(poisoned, poisonedPlaces);
    let passed = 0;
    let area = 0;
    for (let rank = 0; rank < count; rank++) {
      const here = below[rank] ?? 0;
      area += (above[rank] ?? 0) * (passed + here / 2);
      passed += here;
    }
    return area / (clean.length * poisoned.length);
  };
}
