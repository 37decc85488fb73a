import { z } from 'zod';

export const count = z.int().min(0);
export const part = z.number().min(0).max(1);
export const percent = z.number().min(0).max(100);

export const share = z
  .strictObject({ count, of: count, low: part, high: part })
  .describe("So many of so many, with Wilson's 95% interval of the share.");
export const estimate = z
  .strictObject({ value: z.number(), low: z.number(), high: z.number() })
  .describe('A number with its 95% interval by bootstrap over rows.');
export type Estimate = z.infer<typeof estimate>;

export const pointsOfPercent = estimate.describe(
  'Percentage points, with the 95% interval by bootstrap over rows.',
);
