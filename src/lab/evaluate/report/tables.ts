import type { Evidence, EvidenceRow } from '../evidence/evidence.ts';
import {
  cleanCell,
  compilesCell,
  costCell,
  countCell,
  DEFENCE_WORDS,
  estimateCell,
  one,
  pointsCell,
  pValueCell,
  shareCell,
} from './cells.ts';

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of one scenario, of whose rows the first cells name attack and defence. */
export function tables(
  rows: readonly EvidenceRow[],
  { compiler }: Pick<Evidence['scenarios'][number], 'compiler'>,
): readonly Table[] {
  const names = ({ attack, defence }: EvidenceRow) => [attack, DEFENCE_WORDS[defence]];
  const metric = rows[0]?.cleanMetric ?? 'ACC';
  const withPaper = rows.some(({ paper }) => paper !== undefined);
  const defended = rows.flatMap((row) => (row.detection ? [{ row, detection: row.detection }] : []));
  const compared = rows.flatMap((row) => (row.versusOurs ? [{ row, versus: row.versusOurs }] : []));
  const all: Table[] = [
    {
      title: 'Attack success and accuracy, in percent',
      head: [
        'attack',
        'defence',
        'n',
        'ASR_D',
        'floor',
        'above floor',
        `${metric}_D`,
        'change',
        ...(withPaper ? ['paper ASR_D', `paper ${metric}_D`] : []),
      ],
      rows: rows.map((row) => [
        ...names(row),
        String(row.n),
        shareCell(row.asr),
        shareCell(row.floor),
        pointsCell(row.aboveFloor),
        cleanCell(row),
        pointsCell(row.cleanChange),
        ...(withPaper ? [row.paper, row.paper].map((cell, at) => paperCell(cell, at)) : []),
      ]),
    },
    {
      title: 'Effective attacks',
      head: ['attack', 'defence', 'caught', 'named', 'undone', 'AUROC, effective', 'AUROC, all'],
      rows: defended.map(({ row, detection }) => [
        ...names(row),
        countCell(detection.caught),
        countCell(detection.named),
        countCell(detection.undone),
        estimateCell(detection.aurocEffective),
        estimateCell(detection.auroc),
      ]),
    },
    {
      title: 'All rows',
      head: [
        'attack',
        'defence',
        'flagged',
        'precision',
        'false alarms',
        'parses',
        'compiles',
        'cost, clean',
        'cost, planted',
      ],
      rows: defended.map(({ row, detection }) => [
        ...names(row),
        shareCell(detection.flagged),
        estimateCell(detection.precision),
        shareCell(detection.falseAlarms),
        countCell(detection.parses),
        compilesCell(detection.compiles, compiler),
        costCell(detection.cost.clean),
        costCell(detection.cost.planted),
      ]),
    },
    {
      title: 'Baselines against CodePurify, on the same rows',
      head: [
        'attack',
        'defence',
        'ASR_D less ours, points',
        'goal behind ours alone',
        'behind theirs alone',
        'p',
      ],
      rows: compared.map(({ row, versus }) => [
        ...names(row),
        pointsCell(versus.difference),
        String(versus.onlyOurs),
        String(versus.onlyTheirs),
        pValueCell(versus.pValue),
      ]),
    },
  ];
  return all.filter((table) => table.rows.length > 0);
}

function paperCell(cell: EvidenceRow['paper'], at: number): string {
  return cell === undefined ? '–' : one(at === 0 ? cell.asrDefended : cell.clean);
}
