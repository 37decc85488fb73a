import type { DefenseOptions } from '../../../defense/options.ts';

/**
 * How the authors of CodePurify run it on C functions: one unknown token an element, suspicions divided by their sum, an
 * entropy in nats that is not divided by ln n, over all elements, one threshold for all functions, whatever the victim says of them.
 */
export const PUBLISHED_OPTIONS = {
  kinds: ['identifier', 'statement'],
  probe: 'unknown',
  statistic: 'entropy',
  normalization: 'l1',
  scaleByCount: false,
  weighsEnclosing: true,
  effort: 'full',
  falseAlarmRate: 0.01,
  threshold: 0.1,
  inspect: 'all',
} as const satisfies DefenseOptions;
