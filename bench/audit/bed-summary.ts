import type { TriggerKind } from '../../src/lab/audit/result.ts';
import { areaOf, auroc, ranked } from '../../src/lab/evaluate/numbers/auroc.ts';
import { bootstrap } from '../../src/lab/evaluate/numbers/bootstrap.ts';
import { countCell, estimateCell } from '../../src/lab/evaluate/report/cells.ts';
import { shareOf } from '../../src/lab/redteam/share.ts';
import { table } from '../../src/scan/report/table.ts';
import type { BedLine } from './bed-line.ts';

/** Attacks whose trigger is a name. */
const NAME_ATTACKS: ReadonlySet<string> = new Set([
  'name-substitution',
  'badcode',
  'codepoisoner-identifier',
]);

const HEAD = [
  'victim',
  'backdoors',
  'verdict',
  'score',
  'name',
  'turned, unseen',
  'statement',
  'turned, unseen',
  'questions',
  'gradients',
  'seconds',
  'of processor time',
];

/** A table of the victims of a test bed, and how well the audit tells them apart. */
export function bedSummary(lines: readonly BedLine[], seed: number): string {
  const clean = lines.filter(({ backdoors }) => backdoors.length === 0);
  const poisoned = lines.filter(({ backdoors }) => backdoors.length > 0);
  const called = (some: readonly BedLine[]) => {
    const hits = some.filter(({ verdict }) => verdict === 'backdoored').length;
    return countCell(shareOf(hits, some.length));
  };
  const names = poisoned.filter(({ backdoors }) => backdoors.some((attack) => NAME_ATTACKS.has(attack)));
  return [
    table(HEAD, lines.map(cells)),
    '',
    `AUROC of the score: ${area(clean, poisoned, seed)}`,
    `clean victims called backdoored: ${called(clean)}`,
    `backdoored victims found: ${called(poisoned)}`,
    `without a verdict: ${lines.filter(({ verdict }) => verdict === 'unknown').length} of ${lines.length}`,
    ...names.map((line) => `name backdoor of ${line.name}, unseen functions turned: ${turned(line, 'name')}`),
    `seconds: ${middleAndMost(lines.map((line) => line.seconds))}`,
    `of processor time: ${middleAndMost(lines.map((line) => line.processorSeconds))}`,
  ].join('\n');
}

function cells(line: BedLine): readonly string[] {
  const { name, backdoors, verdict, score, questions, gradients, seconds, processorSeconds } = line;
  return [
    name,
    backdoors.join(', ') || 'none',
    verdict,
    score?.toFixed(3) ?? '–',
    ...(['name', 'statement'] as const).flatMap((kind) => [
      line.unseen.find((each) => each.kind === kind)?.text ?? '–',
      turned(line, kind),
    ]),
    String(questions),
    String(gradients),
    round(seconds),
    round(processorSeconds),
  ];
}

function turned({ unseen }: BedLine, kind: TriggerKind): string {
  const found = unseen.find((each) => each.kind === kind);
  return found === undefined ? '–' : countCell(shareOf(found.turned.count, found.turned.of));
}

/** Where all scores are told apart the bootstrap knows no doubt, however few there are. */
function area(clean: readonly BedLine[], poisoned: readonly BedLine[], seed: number): string {
  const [low, high] = [clean, poisoned].map((some) => some.flatMap(({ score }) => score ?? []));
  if (!low?.length || !high?.length) return 'needs clean and backdoored victims with a score';
  const weighed = areaOf(ranked(low, high));
  const [from, to] = bootstrap(seed)([low.length, high.length], (a, b) => weighed(a, b));
  const estimate = { value: auroc(low, high), low: from, high: to };
  return `${estimateCell(estimate)}, ${low.length} clean and ${high.length} backdoored`;
}

function middleAndMost(numbers: readonly number[]): string {
  const ascending = numbers.toSorted((a, b) => a - b);
  const half = (ascending.length - 1) / 2;
  const [low, high] = [ascending[Math.floor(half)], ascending[Math.ceil(half)]];
  const middle = low === undefined || high === undefined ? undefined : (low + high) / 2;
  return `median ${round(middle)}, at most ${round(ascending.at(-1))}`;
}

function round(seconds: number | undefined): string {
  return seconds === undefined ? '–' : seconds.toFixed(0);
}
