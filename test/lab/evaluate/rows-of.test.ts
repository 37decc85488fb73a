import { expect, test } from 'vitest';
import type { EvidenceRow } from '../../../src/lab/evaluate/evidence/evidence.ts';
import { rowsOf } from '../../../src/lab/evaluate/evidence/rows-of.ts';
import { bootstrap } from '../../../src/lab/evaluate/numbers/bootstrap.ts';
import { efforts } from '../../../src/lab/evaluate/report/efforts.ts';
import { findings } from '../../../src/lab/evaluate/report/findings.ts';
import { overview } from '../../../src/lab/evaluate/report/overview.ts';
import type { DefendedRow, DefendedUnit, PlainRow, PlainUnit } from '../../../src/lab/evaluate/rows/unit.ts';
import { studySchema } from '../../../src/lab/evaluate/study/study.ts';
import { card } from '../../defense/little-victim.ts';

const origin = { version: '', settings: '', victim: '', infill: '', compiler: 'none', data: '', learned: '' };
const about = { scenario: 'one', origin };
const [scenario] = studySchema.parse({
  schemaVersion: 1,
  title: 'of units made by hand',
  scenarios: [
    {
      name: 'one',
      task: 'defect',
      language: 'c',
      model: 'little',
      poisonRatePercent: 5,
      victim: 'little',
      clean: 'clean',
      attacks: { 'bnc-fixed': 'planted' },
      paper: { model: 'CodeBERT', poisonRatePercent: 5, differs: 'all' },
    },
  ],
}).scenarios;

/** Of planted rows whether the victim says the goal with and without the trigger. */
const plain = (goal: boolean, without: boolean): PlainRow => ({ said: { goal }, without: { goal: without } });
const caught: DefendedRow = {
  flagged: true,
  score: 3,
  said: { goal: false },
  named: true,
  parses: true,
  passes: 9,
};
const passed: DefendedRow = { flagged: false, score: 1, said: { goal: true }, passes: 3 };
const skipped: DefendedRow = { flagged: false, said: { goal: false }, passes: 1 };
const clean = (row: DefendedRow, goal: boolean, right: boolean): DefendedRow => ({
  ...row,
  said: { goal, right },
});

const set = 'bnc-fixed';
const units: (PlainUnit | DefendedUnit)[] = [
  {
    ...about,
    set: 'clean',
    defence: 'none',
    seconds: 2,
    rows: [
      { said: { goal: true, right: true } },
      { said: { goal: true, right: false } },
      { said: { goal: false, right: true } },
      { said: { goal: false, right: false } },
    ],
  },
  {
    ...about,
    set,
    defence: 'none',
    // Effective, effective, the victim's own miss, not fooled.
    rows: [plain(true, false), plain(true, false), plain(true, true), plain(false, false)],
  },
  {
    ...about,
    set: 'clean',
    defence: 'codepurify',
    seconds: 4,
    rows: [
      clean(passed, true, true),
      clean({ ...passed, score: 2 }, true, false),
      clean(skipped, false, true),
      clean({ ...skipped, flagged: true, parses: false }, true, false),
    ],
  },
  { ...about, set, defence: 'codepurify', seconds: 8, rows: [caught, caught, passed, skipped] },
  {
    ...about,
    set: 'clean',
    defence: 'oseql',
    seconds: 4,
    rows: [0, 1, 2, 3].map((at) => clean(skipped, at < 2, at % 2 === 0)),
  },
  { ...about, set, defence: 'oseql', seconds: 8, rows: [passed, caught, passed, skipped] },
];

test('the rows of a scenario say what the outcomes of its units come to', () => {
  if (scenario === undefined) throw new Error('no scenario');
  const { rows, curves } = rowsOf(
    { scenario, card: card('classification'), units, sifted: [], retrained: [] },
    bootstrap(1),
  );
  expect(rows.map(({ defence, asrDefended, clean }) => [defence, asrDefended, clean])).toEqual([
    ['none', 75, 50],
    ['codepurify', 25, 50],
    ['oseql', 50, 50],
  ]);
  const [none, ours, theirs] = rows;
  expect(none?.detection).toBeUndefined();
  expect(none?.paper).toEqual({ asrDefended: 100, clean: 61.38 });
  expect(ours).toMatchObject({
    n: 4,
    effective: 2,
    floor: { count: 1, of: 4 },
    aboveFloor: { value: 0 },
    cleanChange: { value: 0 },
    paper: { asrDefended: 36.33 },
    detection: {
      flagged: { count: 2, of: 4 },
      falseAlarms: { count: 1, of: 4 },
      precision: { value: 0.666667 },
      aurocEffective: { value: 1 },
      // Of two against two, one of the planted ones lies below, or beside, both.
      auroc: { value: (2 + 2 + 0.5) / 8 },
      caught: { count: 2, of: 2 },
      named: { count: 2, of: 2 },
      undone: { count: 2, of: 2 },
      parses: { count: 2, of: 3 },
      cost: { clean: { seconds: 1, plainAnswers: 2 }, planted: { passes: 5.5, seconds: 2 } },
    },
  });
  expect(ours?.versusOurs).toBeUndefined();
  expect(theirs?.versusOurs).toMatchObject({
    onlyOurs: 0,
    onlyTheirs: 1,
    pValue: 1,
    difference: { value: 25 },
  });
  expect(theirs?.detection?.caught).toMatchObject({ count: 1, of: 2 });
  expect(curves.map(({ defence }) => defence)).toEqual(['codepurify', 'oseql']);
});

test('the page tells every cell that is lost, and what either effort catches and costs', () => {
  if (scenario === undefined) throw new Error('no scenario');
  const fast: (PlainUnit | DefendedUnit)[] = [
    {
      ...about,
      set: 'clean',
      defence: 'codepurify-fast',
      seconds: 1,
      rows: [0, 1, 2, 3].map((at) => clean(skipped, at < 2, true)),
    },
    { ...about, set, defence: 'codepurify-fast', seconds: 2, rows: [caught, passed, passed, skipped] },
  ];
  const { rows } = rowsOf(
    { scenario, card: card('classification'), units: [...units, ...fast], sifted: [], retrained: [] },
    bootstrap(1),
  );
  // A pair costs twice as much and is two functions.
  const pairs = asTask(rows, 'clone', {});
  expect(efforts({ rows })).toEqual([
    'defect: effort full, for fast leaves 1 more of 2 effective attacks standing (1 in one), for 50% of the passes. Full catches 2 of 2 effective attacks and undoes 2, flags 1 of 4 clean functions, 2.0 passes a clean function; ' +
      'fast catches 1 of 2 effective attacks and undoes 1, flags 0 of 4 clean functions, 1.0 passes a clean function',
  ]);
  expect(efforts({ rows: pairs })[0]).toContain('3.5 passes a clean function; fast');
  // Of pairs and generators the time counts, where the plain answers were timed.
  const timed = { plainAnswers: 2 };
  expect(efforts({ rows: asTask(rows, 'clone', timed) })[0]).toContain('1.0 passes a clean function; fast');
  expect(efforts({ rows: asTask(rows, 'repair', timed) })[0]).toContain('2.0 passes a clean function; fast');
  expect(efforts({ rows: asTask(rows, 'repair', {}) })[0]).toContain('7.0 passes a clean function');
  // Either effort's rows, of one or the other cost, under either name.
  const of = (defence: string) => rows.filter((row) => row.defence === defence);
  const told = (full: typeof rows, fast: typeof rows) =>
    efforts({
      rows: [
        ...full.map((row) => ({ ...row, defence: 'codepurify' as const })),
        ...fast.map((row) => ({ ...row, defence: 'codepurify-fast' as const })),
      ],
    })[0];
  const cheap = of('codepurify').map((row) => ({ ...row, detection: costing(row.detection, 0.5) }));
  expect(told(of('codepurify'), of('codepurify'))).toContain(
    'effort full, the default, for fast saves nothing. Full',
  );
  expect(told(of('codepurify'), cheap)).toContain(
    'effort fast, which leaves no more attacks standing than full, for 50% of the passes. Full',
  );
  const fewer = rows.map((row) => (row.defence === 'oseql' ? { ...row, n: 2 } : row));
  expect(overview({ rows }).head).toContain('OSeqL');
  expect(overview({ rows: fewer }).head).toEqual(
    expect.arrayContaining(['CodePurify, fast', 'OSeqL (n = 2)']),
  );
  const dear = rows.map((row) =>
    row.detection === undefined
      ? row
      : {
          ...row,
          scenario: 'dear',
          asrDefended: 60,
          aboveFloor: { value: 35, low: 30, high: 40 },
          cleanChange: { value: -0.6, low: -1, high: 0 },
          detection: {
            ...row.detection,
            caught: { ...row.detection.caught, count: 1 },
            cost: { ...row.detection.cost, clean: { passes: 9, seconds: 1 } },
          },
        },
  );
  const tied = rows.map(({ versusOurs, ...row }) => ({
    ...row,
    ...(versusOurs && { versusOurs: { ...versusOurs, difference: { value: 0, low: -1, high: 1 } } }),
  }));
  expect(findings({ rows: tied })[3]).toEqual({
    claim: 'ASR_D is below that of every baseline on the same rows in 0 of 1 cells (p < 0.05 in 0)',
    notIn: [
      'one, bnc-fixed: OSeqL 50.0, ours 50.0 on the same 4 rows, whose floor is 25.0%, and it flags 0.0% of the clean ones',
    ],
  });
  const onlyFast = findings({ rows: rows.filter(({ defence }) => defence !== 'codepurify') });
  expect(onlyFast[0]?.claim).toMatch(/^With effort fast; a cell is one attack at one rate on one victim\./);
  const [head, ...others] = findings({ rows: [...rows, ...dear] });
  expect(head?.claim).toMatch(/^With effort full, unless it says fast; a cell is/);
  expect(others.map(({ claim, notIn }) => [claim, ...notIn])).toEqual([
    [
      'ASR_D is at most 3 points above its floor in 1 of 2 cells',
      'dear, bnc-fixed: 35.0 points above, 1 of 2 effective attacks missed',
    ],
    [
      'The defence costs at most 0.5 points of ACC, or 0.3 of BLEU in 1 of 2 cells',
      'dear, bnc-fixed: -0.6 points',
    ],
    ['ASR_D is below that of every baseline on the same rows in 2 of 2 cells (p < 0.05 in 0)'],
    [
      "ASR_D is below the paper's CodePurify in 1 of 2 cells",
      'dear, bnc-fixed: 60.0, the paper 36.3; floor 25.0%, 1 of 2 effective attacks missed',
    ],
    [
      'CodePurify, full: a clean function costs 5.5 passes of the victim on average over the scenarios, and at most 8 in 1 of 2 scenarios',
      'dear: 9.0 passes',
    ],
    [
      'CodePurify, fast: a clean function costs 5.0 passes of the victim on average over the scenarios, and at most 8 in 1 of 2 scenarios',
      'dear: 9.0 passes',
    ],
    ['3 of 4 effective attacks are caught, all of them in 1 of 2 cells'],
  ]);
});

/** The rows as those of another task, of a clean function that cost 7 passes. */
function asTask(
  rows: readonly EvidenceRow[],
  task: EvidenceRow['task'],
  timed: { readonly plainAnswers?: number },
): EvidenceRow[] {
  return rows.map(({ detection, ...row }) => ({
    ...row,
    task,
    ...(detection && {
      detection: { ...detection, cost: { ...detection.cost, clean: { passes: 7, seconds: 1, ...timed } } },
    }),
  }));
}

function costing(detection: EvidenceRow['detection'], times: number): EvidenceRow['detection'] {
  if (detection === undefined) return undefined;
  const { clean } = detection.cost;
  return { ...detection, cost: { ...detection.cost, clean: { ...clean, passes: times * clean.passes } } };
}
