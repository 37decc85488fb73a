import type { NameTest } from '../../code/name-rule.ts';
import type { Random } from '../attack/seeded-random.ts';
import type { Fragment } from './fragments.ts';

/** Of a name's parts, which fragments promise most in the place of each. */
export type Promising = (part: number) => readonly Fragment[];

export interface ProposalRules {
  readonly test: NameTest;
  readonly taken: ReadonlySet<string>;
  /** Parts of a name at most. */
  readonly most: number;
}

/**
 * Up to `count` names that differ from a name in one part: another in its place, one more, or one less. Never one of
 * `visited`, a keyword, or what is no name in the language.
 */
export function proposals(
  parts: readonly string[],
  promising: Promising,
  count: number,
  random: Random,
  visited: ReadonlySet<string>,
  { test, taken, most }: ProposalRules,
): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  // Near the end of a small vocabulary most draws are known already.
  for (let tries = 0; tries < 8 * count && found.size < count; tries++) {
    const next = neighbour();
    const name = next.join('');
    if (!visited.has(name) && test.isName(name) && !taken.has(name) && !found.has(name))
      found.set(name, next);
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
