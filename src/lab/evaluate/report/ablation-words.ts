import type { Sweep } from '../evidence/ablation/setting.ts';

export const SWEEP_WORDS: Readonly<Record<Sweep, string>> = {
  parts: 'Parts of the method',
  statistic: 'Statistic, normalisation, ÷ ln n',
  probe: 'How an element is taken away',
  window: 'How much the victim sees',
  asked: 'Elements that are asked about',
  threshold: 'Threshold',
  elements: 'Functions by their number of elements',
  length: 'Functions by their length in characters',
};

/** What is shipped is marked, where it is one among others. */
export function settingName({
  name,
  isShipped,
}: {
  readonly name: string;
  readonly isShipped: boolean;
}): string {
  return isShipped && name !== 'as shipped' ? `${name} (shipped)` : name;
}
