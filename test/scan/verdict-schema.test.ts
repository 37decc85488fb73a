import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { publishedSchema } from '../../src/scan/published-schema.ts';
import { verdictSchema } from '../../src/scan/verdict.ts';
import { verdictOf } from '../../src/scan/verdict-of.ts';
import { sampleScan } from './report/sample.ts';

const published = readFileSync('schema/verdict.schema.json', 'utf8');
const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(published));

test('the published schema is the one that the code uses (npm run schema writes it)', () => {
  expect(published).toBe(publishedSchema());
});

test('a scan fits the published schema', () => {
  validate(verdictOf(sampleScan()));
  expect(validate.errors).toBeNull();
  expect(() => verdictSchema.parse(verdictOf(sampleScan()))).not.toThrow();
});

test.each([
  ['a verdict without a fingerprint', { fingerprint: undefined }],
  ['a p-value of 0', { pValue: 0 }],
  ['a reason on a poisoned function', { reason: 'too large' }],
  ['NaN for a score', { score: Number.NaN }],
])('%s does not', (_what, change) => {
  const verdict = verdictOf(sampleScan());
  const changed = { ...verdict, functions: [{ ...verdict.functions[0], ...change }] };
  expect(validate(JSON.parse(JSON.stringify(changed)))).toBe(false);
});
