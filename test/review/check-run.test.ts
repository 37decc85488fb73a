import { expect, test } from 'vitest';
import { conclusion } from '../../src/review/conclusion.ts';
import type { Ignore } from '../../src/review/ignore.ts';
import { review } from '../../src/review/review.ts';
import type { ReviewSettings } from '../../src/review/reviewed.ts';
import type { ScanResult } from '../../src/scan/scan-result.ts';
import { samplePoisoned } from '../scan/report/sample.ts';
import { HEAD, sampleReview, scanOf } from './sample.ts';

const SETTINGS = { budget: 30, suggestions: true, commands: true, failOn: 'poisoned', failRate: 1 } as const;
const finding = samplePoisoned();
const placed = [{ finding, place: { kind: 'comment' } as const }];
const clean: ScanResult = { ...scanOf([]), coverage: { seen: 3, inspected: 3, skipped: {} } };
const ignoredBy = (by: Ignore['by']) => [{ finding, ignore: { reason: 'known', by } }];
const skipped = (reason: string) => ({
  ...clean,
  coverage: { seen: 4, inspected: 3, skipped: { [reason]: 1 } },
});

type Outcome = Parameters<typeof conclusion>[0];

test.each<[string, Outcome, string, string, string?]>([
  ['a finding', { scan: clean, placed, ignored: [] }, 'failure', 'neutral', 'failure'],
  ['nothing found', { scan: clean, placed: [], ignored: [] }, 'success', 'success'],
  [
    'stopped',
    { scan: { ...clean, interrupted: true as const }, placed: [], ignored: [] },
    'neutral',
    'neutral',
    'failure',
  ],
  [
    'a file that failed',
    {
      scan: { ...clean, errors: [{ file: 'a.c', message: 'x' }] },
      placed: [],
      ignored: [],
    },
    'neutral',
    'neutral',
    'failure',
  ],
  [
    'a function that does not parse',
    { scan: skipped('parse failed'), placed: [], ignored: [] },
    'neutral',
    'neutral',
    'failure',
  ],
  ['a vendored file', { scan: skipped('vendored file'), placed: [], ignored: [] }, 'success', 'success'],
  ['nothing inspected', { scan: scanOf([]), placed: [], ignored: [] }, 'neutral', 'neutral'],
  [
    'only answers that no attacker wants',
    {
      scan: { ...clean, coverage: { seen: 2, inspected: 0, skipped: { 'not the goal label': 2 } } },
      placed: [],
      ignored: [],
    },
    'success',
    'success',
  ],
  [
    'an ignored finding',
    {
      scan: clean,
      placed: [],
      ignored: ignoredBy({ kind: 'code', line: 3, added: 'neither' }),
    },
    'success',
    'success',
  ],
  [
    'a trigger that the pull request puts below an ignore',
    {
      scan: clean,
      placed: [],
      ignored: ignoredBy({ kind: 'code', line: 3, added: 'trigger' }),
    },
    'neutral',
    'neutral',
    'failure',
  ],
  [
    'a finding that the pull request itself ignores',
    {
      scan: clean,
      placed: [],
      ignored: ignoredBy({ kind: 'code', line: 3, added: 'comment' }),
    },
    'neutral',
    'neutral',
    'failure',
  ],
])('%s', (_, reported, poisoned, never, incomplete = poisoned) => {
  expect(conclusion(reported, { failOn: 'poisoned', failRate: 1 })).toBe(poisoned);
  expect(conclusion(reported, { failOn: 'incomplete', failRate: 1 })).toBe(incomplete);
  expect(conclusion(reported, { failOn: 'never', failRate: 1 })).toBe(never);
});

test.each([
  ['as rare as the findings that block', 0.01, 'failure'],
  ['more doubtful: it is reported and blocks nothing', 0.001, 'neutral'],
])('a finding that is %s', (_, failRate, wanted) => {
  const { check, comments } = review(sampleReview(), { ...SETTINGS, failRate });
  expect(comments).toHaveLength(1);
  const level = wanted === 'failure' ? 'failure' : 'warning';
  expect(check).toMatchObject({ conclusion: wanted, annotations: [[{ annotation_level: level }]] });
});

test.each<[string, Partial<ReviewSettings>, Partial<ScanResult>, string | undefined]>([
  ['a finding', { failOn: 'never' }, {}, '`failOn` is `never`'],
  ['a finding', { failRate: 0.001 }, {}, '`failRate` is `0.001`'],
  ['a finding', { failOn: 'incomplete' }, { interrupted: true }, undefined],
  ['nothing', { failOn: 'never' }, { functions: [], interrupted: true }, '`failOn` is `never`'],
  ['nothing', {}, { functions: [], interrupted: true }, '`failOn` is `poisoned`, not `incomplete`'],
  ['nothing', {}, { functions: [] }, undefined],
])('why %s lets pass under %j is told, with the setting', (_, settings, scan, why) => {
  const sample = sampleReview();
  const whole = { ...clean, functions: sample.scan.functions, ...scan };
  const { check, summary } = review({ ...sample, scan: whole }, { ...SETTINGS, ...settings });
  for (const shown of [check.summary, summary]) {
    expect(/ not fail the check: (.*)\.$/m.exec(shown)?.[1]?.includes(why ?? '')).toBe(
      why === undefined ? undefined : true,
    );
  }
});

test("buttons keep GitHub's limits", () => {
  const { actions } = review(sampleReview(), SETTINGS).check;
  expect(actions).toHaveLength(3);
  for (const { label, description, identifier } of actions) {
    expect(label.length).toBeLessThanOrEqual(20);
    expect(description.length).toBeLessThanOrEqual(40);
    expect(identifier.length).toBeLessThanOrEqual(20);
  }
});

test('where nothing was found only a new scan is offered', () => {
  const { check } = review({ ...sampleReview(), scan: clean }, SETTINGS);
  expect(check.actions.map(({ identifier }) => identifier)).toEqual(['scan-again']);
  expect(check).toMatchObject({ title: 'Nothing found in 3 inspected functions', annotations: [] });
});

test('annotations come in parts of 50, and name every finding', () => {
  const findings = Array.from({ length: 120 }, (_, at) => samplePoisoned({ name: `f${at}` }));
  const { check } = review(
    { scan: scanOf(findings), files: [], head: HEAD, standing: [], ignored: new Map() },
    SETTINGS,
  );
  expect(check.annotations.map((part) => part.length)).toEqual([50, 50, 20]);
  expect(new Set(check.annotations.flat().map(({ title }) => title)).size).toBe(120);
});
