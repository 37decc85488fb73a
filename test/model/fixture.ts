import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MaskedCode } from '../../src/code/masked-code.ts';
import type { Fill } from '../../src/model/infill.ts';

export const FIXTURES = fileURLToPath(new URL('../fixtures/models', import.meta.url));

/** What transformers says of one text; which answers there are depends on the task. */
export interface Expected {
  readonly code: MaskedCode;
  readonly other?: MaskedCode;
  readonly shown: string;
  readonly ids: readonly (readonly number[])[];
  readonly logits: readonly number[];
  readonly probabilities: readonly number[];
  readonly masks: readonly number[];
  readonly fills: readonly (readonly Fill[])[];
  readonly text: string;
  readonly logLikelihood: number;
  readonly given: Readonly<Record<string, number>>;
  readonly representation: readonly number[];
}

export function expected(name: string): readonly Expected[] {
  return JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8')).rows;
}

export function folder(name: string): string {
  return join(FIXTURES, name);
}
