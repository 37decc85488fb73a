const CONTEXT = 2; // tokens that must agree
const MOST = 12; // tokens guessed: each costs its share of a pass whether it is right or not

/**
 * What may come next when a text is mostly copied from `source`: the tokens after the last place in the
 * source where the last two written tokens stand; where nothing is written yet, the source's beginning.
 */
export function guessFollowing(written: readonly number[], source: Int32Array, room: number): Int32Array {
  const most = Math.min(MOST, room);
  if (most <= 0) return new Int32Array(0);
  if (written.length < CONTEXT) return source.slice(1, 1 + most);
  const [before, last] = [written.at(-2), written.at(-1)];
  for (let at = source.length - 1; at > 0; at--) {
    if (source[at] === last && source[at - 1] === before) return source.slice(at + 1, at + 1 + most);
  }
  return new Int32Array(0);
}
