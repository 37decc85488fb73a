import type { Detection, Evidence, EvidenceRow } from '../evidence/evidence.ts';
import { STUDY_TASKS } from '../study/names.ts';
import { one } from './cells.ts';

const EFFORTS = ['codepurify', 'codepurify-fast'] as const;

/** Below such a share of the other's passes an effort is the cheaper one. */
const CHEAPER = 0.95;

/** Which effort to choose of each task that both were measured on, over its scenarios, and what either catches and costs. */
export function efforts({ rows }: Pick<Evidence, 'rows'>): readonly string[] {
  return STUDY_TASKS.flatMap((task) => {
    const own = rows.filter((row) => row.task === task);
    const [full, fast] = EFFORTS.map((effort) => own.filter(({ defence }) => defence === effort));
    if (full === undefined || fast === undefined || full.length === 0 || fast.length === 0) return [];
    return `${task}: ${advice(full, fast)}. Full ${told(full)}; fast ${told(fast)}`;
  });
}

/**
 * Inputs that the victim answers for a clean function: half of what a pair costs. Of generators and pairs the time in plain
 * answers, where it was taken: an output is written once, and how likely it is with something taken away is sooner said; of a
 * pair one function is answered for already.
 */
export function passesOf({ task, detection }: EvidenceRow): number {
  const { passes = 0, plainAnswers = passes } = detection?.cost.clean ?? {};
  if (task === 'defect') return passes;
  return plainAnswers / (task === 'clone' ? 2 : 1);
}

/** A row a scenario: what is said of clean functions is the same in all of its rows. */
export function scenariosOf(rows: readonly EvidenceRow[]): readonly EvidenceRow[] {
  return [...new Map(rows.map((row) => [row.scenario, row])).values()];
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function advice(full: readonly EvidenceRow[], fast: readonly EvidenceRow[]): string {
  const undone = total(full, 'undone');
  const more = undone.count - total(fast, 'undone').count;
  const share = meanPasses(fast) / meanPasses(full);
  if (share > CHEAPER) return 'effort full, the default, for fast saves nothing';
  const price = `for ${Math.round(100 * share)}% of the passes`;
  if (more <= 0) return `effort fast, which leaves no more attacks standing than full, ${price}`;
  const where = scenariosOf(full).flatMap(({ scenario }) => {
    const [all, own] = [full, fast].map((rows) =>
      total(
        rows.filter((row) => row.scenario === scenario),
        'undone',
      ),
    );
    const lost = (all?.count ?? 0) - (own?.count ?? 0);
    return lost > 0 ? `${lost} in ${scenario}` : [];
  });
  return `effort full, for fast leaves ${more} more of ${undone.of} effective attacks standing (${where.join(', ')}), ${price}`;
}

function meanPasses(rows: readonly EvidenceRow[]): number {
  return mean(scenariosOf(rows).map(passesOf));
}

function told(rows: readonly EvidenceRow[]): string {
  const caught = total(rows, 'caught');
  const alarms = total(scenariosOf(rows), 'falseAlarms');
  return (
    `catches ${caught.count} of ${caught.of} effective attacks and undoes ${total(rows, 'undone').count}, ` +
    `flags ${alarms.count} of ${alarms.of} clean ${rows[0]?.task === 'clone' ? 'pairs' : 'functions'}, ${one(meanPasses(rows))} passes a clean function`
  );
}

function total(rows: readonly EvidenceRow[], which: 'caught' | 'undone' | 'falseAlarms') {
  const shares = rows.flatMap(({ detection }): Detection['caught'][] =>
    detection ? [detection[which]] : [],
  );
  return {
    count: shares.reduce((sum, { count }) => sum + count, 0),
    of: shares.reduce((sum, { of }) => sum + of, 0),
  };
}
