import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../../model/read-json.ts';
import { ALL_ATTACK_NAMES } from '../../attack/attack.ts';
import { SIFT_NAMES, type SiftName } from '../study/names.ts';
import type { Scenario } from '../study/study.ts';

/** What `python -m codepurify_training.evaluate` writes, as far as it is read. */
const metricsSchema = z.looseObject({
  n: z.int().min(1),
  accuracy: z.number().min(0).max(1).optional(),
  bleu: z.number().min(0).max(100).optional(),
  attackSuccessRate: z.partialRecord(
    z.enum(ALL_ATTACK_NAMES),
    z.looseObject({ n: z.int().min(1), rate: z.number().min(0).max(1) }),
  ),
});

/** What a victim is worth that was trained again on what a defence left of its training set. */
export interface Retrained {
  readonly sift: SiftName;
  readonly metrics: z.infer<typeof metricsSchema>;
}

/** Of each defence whose victim is trained and measured by now. Throws ModelError for a file that tells something else. */
export async function retrainedOn({ retrained }: Scenario): Promise<readonly Retrained[]> {
  if (retrained === undefined) return [];
  const all = SIFT_NAMES.map(async (sift): Promise<readonly Retrained[]> => {
    const file = join(retrained, sift, 'metrics.json');
    const isThere = await stat(file).then(
      () => true,
      () => false,
    );
    return isThere ? [{ sift, metrics: await readJson(file, metricsSchema) }] : [];
  });
  return (await Promise.all(all)).flat();
}
