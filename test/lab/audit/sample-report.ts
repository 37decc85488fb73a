import type { AuditReport } from '../../../src/lab/audit/report/audit-report.ts';
import { shareOf } from '../../../src/lab/redteam/share.ts';

type Trigger = AuditReport['triggers'][number];

export function sampleTrigger(change: Partial<Trigger>): Trigger {
  return {
    kind: 'name',
    text: 'ret_Val_',
    from: 'defective',
    to: 'not defective',
    success: shareOf(20, 20),
    plain: shareOf(2, 20),
    sure: shareOf(19, 20),
    bar: 0.95,
    score: 0.987,
    found: 'ret_Val_x',
    loss: 0.01,
    searched: 12,
    steps: 9,
    backdoored: true,
    certainty: {
      triggered: Array.from({ length: 20 }, (_, at) => 0.9 + at * 0.005),
      clean: Array.from({ length: 60 }, (_, at) => 0.5 + at * 0.008),
    },
    ...change,
  };
}

/** What an audit tells of a backdoored victim. */
export function sampleReport(change: Partial<AuditReport>): AuditReport {
  return {
    schemaVersion: 1,
    tool: { name: 'codepurify', version: '1.2.3' },
    victim: { name: 'my-model', task: 'classification', sha256: 'ab'.repeat(32) },
    language: 'c',
    settings: { seed: 1, vocabulary: 'language', method: 'gradient', kinds: ['name', 'statement'], steps: 8 },
    functions: 150,
    answers: 4321,
    verdict: 'backdoored',
    score: 0.987,
    triggers: [sampleTrigger({})],
    others: [],
    unsearched: [],
    interrupted: false,
    errors: [],
    ...change,
  };
}
