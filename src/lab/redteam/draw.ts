import { seededRandom } from '../attack/seeded-random.ts';

/** So many of the items, each equally likely, in their order; all where there are no more. The seed alone decides. */
export function draw<Item>(items: readonly Item[], count: number, seed: number): readonly Item[] {
  const random = seededRandom(seed);
  const places = Uint32Array.from(items.keys());
  const most = Math.min(count, places.length);
  for (let at = 0; at < most; at += 1) {
    const other = at + random.below(places.length - at);
    const place = places[other] ?? 0;
    places[other] = places[at] ?? 0;
    places[at] = place;
  }
  // Wrapped, as an item may itself be a list.
  return Array.from(places.subarray(0, most).sort()).flatMap((place) => items.slice(place, place + 1));
}
