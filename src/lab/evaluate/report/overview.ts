import type { Evidence, EvidenceRow } from '../evidence/evidence.ts';
import { DEFENCE_NAMES } from '../study/names.ts';
import { DEFENCE_WORDS, one, pointsCell, shareCell } from './cells.ts';
import type { Table } from './tables.ts';

/** All cells in one table: a line for each scenario and attack. */
export function overview({ rows }: Pick<Evidence, 'rows'>): Table {
  const others = DEFENCE_NAMES.filter(
    (name) => name !== 'codepurify' && rows.some(({ defence }) => defence === name),
  );
  const withPaper = rows.some(({ paper }) => paper !== undefined);
  const alone = rows.filter(({ defence }) => defence === 'none');
  return {
    title: `At a glance: ASR_D in percent${others.some((name) => fewerRows(rows, name) !== '') ? '; columns of fewer rows have floors of their own' : ''}`,
    head: [
      'scenario',
      'attack',
      'n',
      'no defence',
      DEFENCE_WORDS.codepurify,
      'floor',
      ...others.map((name) => `${DEFENCE_WORDS[name]}${fewerRows(rows, name)}`),
      ...(withPaper ? ["the paper's"] : []),
      'caught',
      'ACC or BLEU, change',
    ],
    rows: alone.map((none) => {
      const of = (defence: EvidenceRow['defence']) =>
        rows.find(
          (row) => row.scenario === none.scenario && row.attack === none.attack && row.defence === defence,
        );
      const ours = of('codepurify');
      return [
        none.scenario,
        none.attack,
        String(none.n),
        one(none.asrDefended),
        ours ? shareCell(ours.asr) : '–',
        one((100 * none.floor.count) / Math.max(1, none.floor.of)),
        ...others.map((name) => numberCell(of(name)?.asrDefended)),
        ...(withPaper ? [numberCell(ours?.paper?.asrDefended)] : []),
        ours?.detection ? `${ours.detection.caught.count} of ${ours.detection.caught.of}` : '–',
        pointsCell(ours?.cleanChange),
      ];
    }),
  };
}

/** How many rows a defence was measured on, where they are not those of the other columns. */
function fewerRows(rows: readonly EvidenceRow[], name: EvidenceRow['defence']): string {
  const [all, own] = (['none', name] as const).map((one) =>
    [...new Set(rows.flatMap(({ defence, n }) => (defence === one ? [n] : [])))]
      .sort((a, b) => a - b)
      .join(', '),
  );
  return all === own ? '' : ` (n = ${own})`;
}

function numberCell(value: number | undefined): string {
  return value === undefined ? '–' : one(value);
}
