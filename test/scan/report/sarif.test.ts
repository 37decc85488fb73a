import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { sarif } from '../../../src/scan/report/sarif.ts';
import { sampleScan } from './sample.ts';

const path = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);
// Draft 4 by its header; it uses nothing that later drafts read otherwise but the name of `$id`.
const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

const parsed = (...changes: Parameters<typeof sampleScan>): Log => JSON.parse(sarif(sampleScan(...changes)));

test.each([
  ['a finding', {}],
  ['a path that a URI must escape', { file: 'src/a b#c%/ü?.c' }],
  ['a trigger over two lines', { trigger: 'if (length > room)\n        return -1;' }],
  ['text with control characters', { name: '\u001b[31mred\u202e', trigger: 'memcpy' }],
])('%s is valid by the official schema', (_what, changes) => {
  validate(parsed(changes));
  expect(validate.errors).toBeNull();
});

test('a terminal obeys nothing of it', () => {
  const text = sarif(
    sampleScan({ name: '\u001b[31mred\u202e', code: 'int f() { "\u202e"; memcpy(); }', trigger: 'memcpy' }),
  );
  expect(text).not.toMatch(/\p{Cf}/u);
});

test('words of the code are no link', () => {
  const message = parsed({ name: '[free](https://evil.example)' }).runs[0]?.results?.[0]?.message.text;
  expect(message).toContain('says of [free] (https://evil.example) rests');
});

test('an empty scan and an interrupted one are valid too', () => {
  const scan = { ...sampleScan(), functions: [], interrupted: true as const };
  validate(JSON.parse(sarif(scan)));
  expect(validate.errors).toBeNull();
});

test('the region and the fix stand where the trigger stands in the file', () => {
  const result = parsed().runs[0]?.results?.[0];
  const region = { startLine: 43, startColumn: 5, endLine: 43, endColumn: 36 };
  expect(result?.locations?.[0]?.physicalLocation?.region).toEqual(region);
  expect(result?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([{ deletedRegion: region }]);
});

test('what was skipped or failed is told', () => {
  const invocation = parsed().runs[0]?.invocations?.[0];
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications?.map(({ level }) => level)).toEqual([
    'note',
    'note',
    'error',
  ]);
});
