import { z } from 'zod';

const part = z.number().min(0).max(1);

export const shareSchema = z
  .strictObject({ count: z.int().min(0), of: z.int().min(0), low: part, high: part })
  .describe("So many of so many, with Wilson's 95% interval of the share.");
