import { equalAsOne } from '../code/repeated-statements.ts';
import { KEPT_SHARE } from './defaults.ts';
import { encloses, end, start } from './encloses.ts';
import type { Inquiry } from './inquiry.ts';
import type { Statistic } from './options.ts';
import type { ScoredElement } from './outcome.ts';
import { statementsWithin } from './statements-within.ts';
import { weight } from './statistic.ts';

/** Inner statements asked about, the outer ones first: deeper ones are not told apart. */
const MAX_INNER = 256;

/**
 * The trigger, and what encloses it: the smallest element first, the one of highest weight last. Ties by position.
 *
 * The element of highest weight is narrowed down as long as a part of it keeps 80% of that weight: an inner statement
 * (equal ones as one), or an identifier that stands nowhere else. A statement that is all there is inside another is no
 * smaller trigger than that: `if (0) fail();` is named whole, since nobody else's statement is spared by leaving the
 * condition behind. Of a name and the statement that declares it and alone uses it, the name is the trigger: renaming
 * changes nothing else.
 */
export async function localise(
  scored: readonly ScoredElement[],
  inquiry: Inquiry,
  statistic: Statistic,
): Promise<readonly ScoredElement[]> {
  const top = heaviest(scored, statistic);
  if (top === undefined) return [];
  if (weight(statistic, top) <= 0) return [top];
  const statements = statementsWithin(top.element, MAX_INNER);
  const alone = new Set(
    [top.element, ...statements].flatMap(({ inner }) => (inner.length === 1 ? inner : [])),
  );
  const apart = statements
    .filter((element) => !alone.has(element))
    .sort((a, b) => start(a.ranges) - start(b.ranges));
  const inner = equalAsOne(inquiry.side.parsed, apart);
  const parts = [...(await inquiry.score(inner)), ...scored].filter(
    (part) =>
      part !== top &&
      weight(statistic, part) >= KEPT_SHARE * weight(statistic, top) &&
      encloses(top.element, part.element),
  );
  const chain = [top];
  let current = top;
  for (;;) {
    const smaller = heaviest(
      parts.filter((part) => !chain.includes(part) && encloses(current.element, part.element)),
      statistic,
    );
    if (smaller === undefined) return chain.toReversed();
    chain.push(smaller);
    current = smaller;
  }
}

function heaviest(parts: readonly ScoredElement[], statistic: Statistic): ScoredElement | undefined {
  let best: ScoredElement | undefined;
  for (const part of parts) {
    if (!part.inWindow) continue;
    const more = best === undefined ? 1 : weight(statistic, part) - weight(statistic, best);
    if (best === undefined || more > 0 || (more === 0 && before(part, best))) best = part;
  }
  return best;
}

/** Of two at one place the longer comes first. */
function before(a: ScoredElement, b: ScoredElement): boolean {
  const [one, two] = [a.element.ranges, b.element.ranges];
  return start(one) < start(two) || (start(one) === start(two) && end(one) > end(two));
}
