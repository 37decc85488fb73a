import { expect, test } from 'vitest';
import { publishedEvidenceSchema } from '../../../src/lab/evaluate/evidence/published-schema.ts';
import { trainingOf } from '../../../src/lab/evaluate/evidence/training.ts';
import { trainingTables } from '../../../src/lab/evaluate/report/training-table.ts';
import { studySchema } from '../../../src/lab/evaluate/study/study.ts';
import { whyNotSift } from '../../../src/lab/evaluate/training/sift-bench.ts';

const [scenario] = studySchema.parse({
  schemaVersion: 1,
  title: 'x',
  scenarios: [
    {
      name: 'own',
      task: 'defect',
      language: 'c',
      model: 'm',
      poisonRatePercent: 2,
      victim: 'v',
      clean: 'c',
      attacks: { badcode: 'p' },
      training: 't',
    },
  ],
}).scenarios;

test('KillBadCode asks for clean rows, the others do not', () => {
  if (scenario === undefined) throw new Error('no scenario');
  expect(whyNotSift('killbadcode', scenario)).toMatch(/name "learn"/);
  expect(whyNotSift('killbadcode', { ...scenario, learn: 'l' })).toBeUndefined();
  expect(whyNotSift('sanitize', scenario)).toBeUndefined();
});

test('recall is of poisoned rows, by attack and of all, and false alarms are of clean ones', () => {
  if (scenario === undefined) throw new Error('no scenario');
  const origin = { version: '', settings: '', victim: '', infill: '', compiler: '', data: '', learned: '' };
  const rows = {
    clean: { rows: 80, dropped: 4 },
    'bnc-fixed': { rows: 10, dropped: 10 },
    afraidoor: { rows: 10, dropped: 2 },
  };
  const named = Array.from({ length: 20 }, (_, at) => `${at}${'x'.repeat(300)}`);
  const [row] = trainingOf({
    scenario,
    retrained: [
      {
        sift: 'sanitize',
        metrics: {
          n: 50,
          accuracy: 0.62,
          attackSuccessRate: { 'bnc-fixed': { n: 8, rate: 0.25 }, afraidoor: { n: 4, rate: 1 } },
        },
      },
    ],
    sifted: [
      { scenario: 'own', set: 'training', sift: 'sanitize', origin, seconds: 7, named, dropped: [], rows },
    ],
  });
  expect(row).toMatchObject({
    recall: { count: 12, of: 20 },
    falseAlarms: { count: 4, of: 80 },
    attacks: [
      { attack: 'bnc-fixed', recall: { count: 10, of: 10 } },
      { attack: 'afraidoor', recall: { count: 2, of: 10 } },
    ],
  });
  expect(row?.named.map((text) => text.length)).toEqual(Array(10).fill(200));
  const [table] = trainingTables(row ? [row] : []);
  expect(table?.rows[0]?.slice(0, 3)).toEqual([
    'CodePurify sanitize',
    expect.stringMatching(/^60.0 /),
    expect.stringMatching(/^5.0 /),
  ]);
  expect(table?.rows[0]).toHaveLength(table?.head.length ?? 0);
  expect(row?.again).toMatchObject({ cleanMetric: 'ACC', clean: 62, n: 50 });
  const [, again] = trainingTables(row ? [row] : []);
  expect(again?.head).toEqual(['defence', 'bnc-fixed', 'afraidoor', 'ACC']);
  expect(again?.rows).toEqual([
    [
      'CodePurify sanitize',
      expect.stringMatching(/^25.0 \(/),
      expect.stringMatching(/^100.0 \(/),
      '62.0 (n = 50)',
    ],
  ]);
  expect(publishedEvidenceSchema()).toContain('"training"');
});
