/** One choice for a place, with its log-probability. */
export interface Choice {
  readonly id: number;
  readonly logProbability: number;
}

interface Pick {
  /** Which choice of each place. */
  readonly at: readonly number[];
  readonly sum: number;
  /** Only places from here on may move: each pick is reached on one way only. */
  readonly from: number;
}

/**
 * The ways to take one choice at each place, by falling sum of log-probabilities, ties by the order of the
 * choices. `places` must be sorted, best first. Lazy: the first is the greedy one.
 */
export function* bestProducts(places: readonly (readonly Choice[])[]): Generator<readonly Choice[]> {
  const likely = (place: number, choice: number) => places[place]?.[choice]?.logProbability ?? 0;
  const sum = places.reduce((total, _, place) => total + likely(place, 0), 0);
  const possible = places.every((choices) => choices.length > 0);
  const open: Pick[] = possible ? [{ at: places.map(() => 0), sum, from: 0 }] : [];
  while (open.length > 0) {
    let best = 0;
    for (const [index, pick] of open.entries()) {
      if (pick.sum > (open[best]?.sum ?? 0)) best = index;
    }
    const [pick] = open.splice(best, 1);
    if (pick === undefined) return;
    yield pick.at.flatMap((choice, place) => places[place]?.[choice] ?? []);
    for (let place = pick.from; place < places.length; place++) {
      const next = (pick.at[place] ?? 0) + 1;
      if (next >= (places[place]?.length ?? 0)) continue;
      const step = likely(place, next) - likely(place, next - 1);
      open.push({ at: pick.at.with(place, next), sum: pick.sum + step, from: place });
    }
  }
}
