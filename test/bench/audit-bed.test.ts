import { expect, it } from 'vitest';
import type { BedLine } from '../../bench/audit/bed-line.ts';
import { drawn, type Labelled } from '../../bench/audit/bed-rows.ts';
import { bedSummary } from '../../bench/audit/bed-summary.ts';

function line(name: string, backdoors: string[], verdict: BedLine['verdict'], score: number): BedLine {
  const turned = { count: 19, of: 20 };
  const rest = { questions: 1, gradients: 1, unsearched: [], triggers: [], key: name };
  const unseen: BedLine['unseen'] = [{ kind: 'name', text: `${name}_`, turned }];
  return { name, backdoors, verdict, score, seconds: 100 * score, processorSeconds: 1, unseen, ...rest };
}

it('tells how well the audit tells victims apart', () => {
  const told = bedSummary(
    [
      line('a', [], 'clean', 0.2),
      line('b', [], 'backdoored', 0.7),
      line('c', ['badcode'], 'backdoored', 0.9),
      line('d', ['bnc-fixed'], 'clean', 0.5),
    ],
    1,
  );
  expect(told).toMatch(/^AUROC of the score: 0\.750 .*2 clean and 2 backdoored$/m);
  expect(told).toMatch(/^clean victims called backdoored: 1 of 2 /m);
  expect(told).toMatch(/^backdoored victims found: 1 of 2 /m);
  expect(told.match(/^name backdoor of .*$/gm)).toEqual([
    'name backdoor of c, unseen functions turned: 19 of 20 (76.4 to 99.1)',
  ]);
  expect(told).toContain('seconds: median 60, at most 90');
});

it('draws equally many of each label, the same for the same seed', () => {
  const many = (letter: string) => Array.from({ length: 50 }, (_, n) => `${letter}${n}`);
  const rows: Labelled = new Map([
    [1, many('b')],
    [0, many('a')],
  ]);
  const some = drawn(rows, 20, 7);
  expect(some.filter((text) => String(text).startsWith('a'))).toHaveLength(10);
  expect(new Set(some).size).toBe(20);
  expect(drawn(rows, 20, 7)).toEqual(some);
  expect(drawn(rows, 20, 8)).not.toEqual(some);
});
