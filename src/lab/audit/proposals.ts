import type { Random } from '../attack/seeded-random.ts';
import type { Fragment } from './fragments.ts';

/** Of a word's parts, which fragments promise most in the place of each. */
export type Promising = (part: number) => readonly Fragment[];

/**
 * Up to `count` words that differ from a word in one part: another in its place, one more, or one less. Each once.
 */
export function proposals(
  parts: readonly string[],
  promising: Promising,
  count: number,
  random: Random,
  { allows, most }: { allows(word: string): boolean; readonly most: number },
): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  // Near the end of a small vocabulary most draws are known already.
  for (let tries = 0; tries < 8 * count && found.size < count; tries++) {
    const next = neighbour();
    const word = next.join('');
    if (!found.has(word) && allows(word)) found.set(word, next);
  }
  return [...found.values()];

  function neighbour(): readonly string[] {
    const kind = random.unit();
    const at = random.below(Math.max(1, parts.length));
    if (parts.length > 1 && kind < 0.1) return parts.toSpliced(at, 1);
    const fragment = chosen(at);
    if (fragment === undefined) return parts;
    const grows = parts.length < most && kind < 0.5;
    const place = grows ? at + random.below(2) : at;
    return parts.toSpliced(place, grows ? 0 : 1, fragment.text);
  }

  function chosen(part: number): Fragment | undefined {
    const list = promising(part);
    return list.length === 0 ? undefined : list[random.below(list.length)];
  }
}
