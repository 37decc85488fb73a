import { applyEdits } from '../../../code/apply-edits.ts';
import type { Element } from '../../../code/element.ts';
import { mask } from '../../../code/mask.ts';
import { candidatesOf } from '../../../defense/candidates-of.ts';
import { excerpt } from '../../../defense/excerpt.ts';
import { freshNames } from '../../../defense/fresh-name.ts';
import { nameProposals } from '../../../defense/name-proposals.ts';
import type { Side } from '../../../defense/subject.ts';
import { takeAway } from '../../../defense/take-away.ts';
import type { Infill } from '../../../model/infill.ts';
import type { Way } from '../rows/unit.ts';

/** Fills that are tried of the infill model, the likeliest first. */
const FILLS = 5;
/** Candidates that are tried of those that are shipped, as `purify` does. */
const SHIPPED = 48;

/**
 * What stands in the function's place, by each way, best first: the victim is asked about one after the other until its
 * answer is another. `as shipped` refuses what has a new syntax error; the others do what they do.
 *
 * @param chain the trigger, then what encloses it; not empty
 */
export async function ways(
  side: Side,
  chain: readonly Element[],
  infill: Infill | undefined,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<Way, readonly string[]>> {
  const [trigger] = chain;
  if (trigger === undefined) return new Map();
  const shipped = await candidatesOf(side, chain, infill, signal);
  const found = new Map<Way, readonly string[]>([
    ['as shipped', shipped.slice(0, SHIPPED).map(({ code }) => code)],
    ['removal', [removed(side.text, trigger)]],
  ]);
  if (infill === undefined) return found;
  const filled = await fills(side.text, trigger, infill, signal);
  return found.set('infill, greedy', filled.slice(0, 1)).set('infill, top 5', filled);
}

/** A statement is deleted, a name becomes a plain one, whatever else stands there. */
function removed(text: string, trigger: Element): string {
  const [left] = takeAway(text, [trigger], 'neutral', freshNames([text]));
  return typeof left === 'string' ? left : text;
}

/** Names by the infill model's vote; of a statement each token but keywords and punctuation by its n-th choice. */
async function fills(
  text: string,
  trigger: Element,
  infill: Infill,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  if (trigger.kind !== 'statement') {
    const names = await nameProposals(text, trigger, infill, signal);
    return names.slice(0, FILLS).map((name) =>
      applyEdits(
        text,
        trigger.ranges.map(([from, to]) => ({ from, to, text: name })),
      ),
    );
  }
  const near = excerpt(text, trigger, infill.card.maxLength);
  const code = mask(near.text, [near.element], 'each').map((part) =>
    typeof part === 'string' ? part : { ...part, as: 'one' as const },
  );
  const [holes = []] = await infill.fill([code], FILLS, signal);
  return Array.from({ length: FILLS }, (_, choice) =>
    applyEdits(
      text,
      trigger.tokens.flatMap(([from, to], index) => {
        const offered = holes[index] ?? [];
        const fill = offered[Math.min(choice, offered.length - 1)];
        return fill === undefined ? [] : [{ from, to, text: fill.text.trim() }];
      }),
    ),
  );
}
