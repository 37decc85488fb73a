import type { InspectedVerdict } from '../verdict.ts';
import type { Paint } from './paint.ts';

interface Scored extends Pick<InspectedVerdict, 'verdict' | 'statistic'> {
  readonly score: number;
  /** Without one nothing is marked. */
  readonly threshold?: number;
}

/**
 * The score on a line, beside the threshold: `0 ├──●────┃──────┤ 1`. The part where a function counts as poisoned is drawn
 * double. A low entropy is suspicious, and a high value of any other statistic.
 */
export function scale(verdict: Scored, width: number, paint: Paint): string {
  const { score, threshold, statistic } = verdict;
  const top = Math.max(score, threshold ?? 0, 0) * 1.15 || 1;
  const most = statistic === 'entropy' ? Math.max(1, top) : top;
  const place = (value: number) => Math.round((Math.min(most, Math.max(0, value)) / most) * (width - 1));
  const low = statistic === 'entropy';
  const cells = Array.from({ length: width }, (_, at) => {
    if (at === place(score)) return paint(['bold', verdict.verdict === 'poisoned' ? 'red' : 'green'], '●');
    if (threshold === undefined) return paint('dim', '─');
    if (at === place(threshold)) return paint('yellow', '┃');
    const poisoned = low ? at < place(threshold) : at > place(threshold);
    return poisoned ? paint('red', '═') : paint('dim', '─');
  });
  return `├${cells.join('')}┤`;
}
