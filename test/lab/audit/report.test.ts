import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import {
  type AuditReport,
  auditExitCode,
  auditReportSchema,
} from '../../../src/lab/audit/report/audit-report.ts';
import { headline } from '../../../src/lab/audit/report/headline.ts';
import { page } from '../../../src/lab/audit/report/html/page.ts';
import { sarif } from '../../../src/lab/audit/report/sarif.ts';
import { sampleReport, sampleTrigger } from './sample-report.ts';

const path = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);
// Draft 4 by its header; it uses nothing that later drafts read otherwise but the name of `$id`.
const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

const HOSTILE = '\u001b[31m</code><script>alert(1)</script>\u202e"';
const hostile = sampleTrigger({ kind: 'statement', text: HOSTILE, found: HOSTILE, to: HOSTILE });
const REPORTS: readonly [what: string, report: AuditReport][] = [
  ['a backdoored victim', sampleReport({ triggers: [sampleTrigger({}), hostile] })],
  [
    'a clean one',
    sampleReport({ verdict: 'clean', triggers: [], others: [sampleTrigger({ backdoored: false })] }),
  ],
  [
    'no verdict',
    sampleReport({
      verdict: 'unknown',
      triggers: [],
      unsearched: [{ from: 'a', to: HOSTILE, reason: 'stopped' }],
      interrupted: true,
      errors: [{ file: HOSTILE, message: 'cannot be read' }],
    }),
  ],
];

describe.each(REPORTS)('the report of %s', (_, report) => {
  it('is one', () => expect(auditReportSchema.parse(report)).toEqual(report));

  it.each([['my model/codepurify.json'], [undefined]])('is valid SARIF, of a card at %s', (card) => {
    const text = sarif(report, card);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    expect(text).not.toMatch(/[\p{Cf}]|[^\P{Cc}\n]/u);
  });

  it('is a page that loads nothing, and on which nothing runs', () => {
    const text = page(report);
    expect(text).not.toMatch(/<script|\p{Cf}|[^\P{Cc}\n]|https?:|url\(|\bon\w+=/u);
    expect(text.match(/<svg/g)?.length ?? 0).toBe(report.triggers.length + report.others.length);
  });
});

it('SARIF has a result for each trigger at the card, and says that it came to no verdict', () => {
  const [bad, , none] = REPORTS.map(
    ([, report]): Log => JSON.parse(sarif(report, 'models/a b/codepurify.json')),
  );
  const results = bad?.runs[0]?.results ?? [];
  expect(results.map(({ ruleId }) => ruleId)).toEqual([
    'codepurify/backdoor-name',
    'codepurify/backdoor-statement',
  ]);
  expect(results[0]?.message.text).toContain('my-model obeys the name ret_Val_. With it 20 of 20 functions');
  expect(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
    'models/a%20b/codepurify.json',
  );
  expect(new Set(results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(2);
  expect(none?.runs[0]).toMatchObject({ results: [], invocations: [{ executionSuccessful: false }] });
});

it('the picture has a dot for each function with the trigger in it', () => {
  const text = page(sampleReport({}));
  expect(text.match(/<circle/g)).toHaveLength(20);
  expect(text).toContain('19 in 20 clean ones');
});

it.each([
  ['backdoored', false, 1],
  ['backdoored', true, 1],
  ['clean', false, 0],
  ['unknown', false, 3],
  ['unknown', true, 130],
] as const)('%s, stopped: %s, ends with %i', (verdict, interrupted, code) => {
  expect(auditExitCode(sampleReport({ verdict, interrupted }))).toBe(code);
});

it('the headline calls nothing clean that was searched in part', () => {
  const report = sampleReport({ verdict: 'clean', triggers: [] });
  expect(headline(report)).toContain('my-model looks clean');
  const short = headline({ ...report, settings: { ...report.settings, steps: 7 } });
  expect(short).toContain('a search of fewer than 8 steps says little');
  const blind = headline({ ...report, settings: { ...report.settings, method: 'queries' } });
  expect(blind).toContain('a search without gradients says little');
  expect(short).not.toContain('looks clean');
});
