import type { Element } from '../code/element.ts';
import { mask } from '../code/mask.ts';
import type { MaskedCode } from '../code/masked-code.ts';
import type { Fill, Infill } from '../model/infill.ts';
import { excerpt } from './excerpt.ts';

/** Sub-tokens of a proposed name. */
const WIDTHS = [1, 2, 3];
/** Fills asked for at each hole. */
const ALTERNATIVES = 8;
/** Fills at each sub-token that are tried together with those at the others. */
const COMBINED = 4;
/** Occurrences of the name that are masked; the model learns nothing new from the hundredth. */
const MAX_OCCURRENCES = 24;

/**
 * Names that the infill model would give to what the element names, the likeliest first: one name for all its
 * occurrences, each of which has a say. Whether a name is legal there is not asked here.
 */
export async function nameProposals(
  text: string,
  element: Element,
  infill: Infill,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const near = excerpt(text, element, infill.card.maxLength);
  const some = { ...near.element, ranges: near.element.ranges.slice(0, MAX_OCCURRENCES) };
  const masked = mask(near.text, [some], 'one');
  const codes = WIDTHS.map((width) =>
    masked.flatMap((part): MaskedCode => (typeof part === 'string' ? [part] : Array(width).fill(part))),
  );
  const filled = await infill.fill(codes, ALTERNATIVES, signal);
  const best = new Map<string, number>();
  for (const [at, width] of WIDTHS.entries()) {
    const holes = filled[at] ?? [];
    // A later sub-token that begins with white space would begin another word.
    const votes = Array.from({ length: width }, (_, place) =>
      vote(
        holes
          .filter((_, index) => index % width === place)
          .map((fills) => fills.filter(({ text: part }) => place === 0 || /^\S/.test(part)))
          .filter((fills) => fills.length > 0),
      ),
    );
    for (const { text: name, logProbability } of combined(votes)) {
      best.set(name, Math.max(best.get(name) ?? Number.NEGATIVE_INFINITY, logProbability / width));
    }
  }
  best.delete(element.text);
  return Array.from(best)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([name]) => name);
}

/** What the holes agree on. A hole that does not offer a text counts as if it had been its last choice, and less. */
function vote(holes: readonly (readonly Fill[])[]): readonly Fill[] {
  const texts = new Set(holes.flatMap((fills) => fills.map(({ text }) => text.trim())));
  const means = Array.from(texts, (text) => {
    const sum = holes.reduce((total, fills) => {
      const own = fills.find((fill) => fill.text.trim() === text);
      return total + (own?.logProbability ?? (fills.at(-1)?.logProbability ?? 0) - 1);
    }, 0);
    return { text, logProbability: sum / holes.length };
  });
  return means.sort((a, b) => b.logProbability - a.logProbability || (a.text < b.text ? -1 : 1));
}

/** Every way to join one fill of each place, with the sum of their log-probabilities; only what can be a name. */
function combined(places: readonly (readonly Fill[])[]): readonly Fill[] {
  let joined: readonly Fill[] = [{ text: '', logProbability: 0 }];
  for (const fills of places) {
    joined = joined.flatMap((before) =>
      fills.slice(0, places.length === 1 ? ALTERNATIVES : COMBINED).map(({ text, logProbability }) => ({
        text: before.text + text,
        logProbability: before.logProbability + logProbability,
      })),
    );
  }
  return joined.filter(({ text }) => /^[\p{L}_][\p{L}\p{N}_]{0,39}$/u.test(text));
}
