import type { BleuCounts } from '../rows/unit.ts';

const TOKENS = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[\p{L}\p{N}_$]+|[^\s]/gu;

/** The n-grams that a text of code shares with the right one. Tokens: words, literals, and single signs. */
export function bleuCounts(written: string, right: string): BleuCounts {
  const mine: readonly string[] = written.match(TOKENS) ?? [];
  const wanted: readonly string[] = right.match(TOKENS) ?? [];
  const matched = (order: number) => {
    const known = grams(wanted, order);
    let count = 0;
    for (const [gram, times] of grams(mine, order)) count += Math.min(times, known.get(gram) ?? 0);
    return count;
  };
  const total = (order: number) => Math.max(0, mine.length - order + 1);
  return {
    matched: [matched(1), matched(2), matched(3), matched(4)],
    total: [total(1), total(2), total(3), total(4)],
    lengths: [mine.length, wanted.length],
  };
}

function grams(tokens: readonly string[], order: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + order <= tokens.length; at++) {
    const gram = tokens.slice(at, at + order).join('\u0000');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** BLEU-4 of a corpus in [0, 1], unsmoothed, of the texts at these places. */
export function bleu(counts: readonly BleuCounts[], places: Iterable<number> = counts.keys()): number {
  const matched = [0, 0, 0, 0];
  const total = [0, 0, 0, 0];
  let [written, right] = [0, 0];
  for (const place of places) {
    const one = counts[place];
    if (one === undefined) continue;
    for (let order = 0; order < 4; order++) {
      matched[order] = (matched[order] ?? 0) + (one.matched[order] ?? 0);
      total[order] = (total[order] ?? 0) + (one.total[order] ?? 0);
    }
    written += one.lengths[0];
    right += one.lengths[1];
  }
  if (matched.some((count) => count === 0)) return 0;
  const precision = matched.reduce((sum, count, order) => sum + Math.log(count / (total[order] ?? 1)), 0) / 4;
  return Math.exp(precision + Math.min(0, 1 - right / written));
}
