import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { mergeConfigs } from '../../src/config/merge-configs.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { publishedConfigSchema } from '../../src/config/published-config-schema.ts';
import { EXAMPLE, referencePage } from '../../src/config/reference-page.ts';

const published = readFileSync('schema/config.schema.json', 'utf8');
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(published));

test('the published schema and page are those that the code uses (npm run schema writes them)', () => {
  expect(published).toBe(publishedConfigSchema());
  expect(readFileSync('docs/configuration.md', 'utf8')).toBe(referencePage());
});

test('the page names every key, and its example is right', () => {
  for (const key of [...Object.keys(mergeConfigs()), 'victims', 'labels.skip', 'victims[].paths']) {
    expect(referencePage()).toMatch(new RegExp(`^##+ \`${key.replace('[]', '\\[\\]')}\`$`, 'm'));
  }
  expect(parseConfig(EXAMPLE, 'page')).toMatchObject({ ok: true, warnings: [] });
});

test.each([
  ['', true],
  [EXAMPLE, true],
  ['falseAlarmRate: 1', false],
  ['falseAlarmRate: 0.0005', true],
  ['victims: [{ paths: [a] }]', false],
  ['victims: [{ name: ../model }]', false],
  ['exclude: [a//b]', false],
  ['exclude: ["**.c"]', false],
  ['exclude: [a/../b]', false],
  ['exclude: ["@scope/(group)/**"]', true],
  ['labels: { only: [""] }', false],
  ['comments: 0', true],
])('editors and the program agree on %j', (text, right) => {
  expect(parseConfig(text, 'file').ok).toBe(right);
  expect(validate(parse(text) ?? {})).toBe(right);
});
