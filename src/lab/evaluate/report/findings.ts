import type { Evidence, EvidenceRow } from '../evidence/evidence.ts';
import { isBaseline } from '../study/names.ts';
import { DEFENCE_WORDS, one, type Share } from './cells.ts';
import { mean, passesOf, scenariosOf } from './efforts.ts';

/** How far ASR_D may stand above its floor, and what the defence may cost on clean code, in percentage points and in passes. */
const BOUNDS = { aboveFloor: 3, ACC: 0.5, BLEU: 0.3, passes: 8 } as const;

/** A claim with the cells, or scenarios, that it does not hold of, and why; sentences without their full stops. */
export interface Finding {
  readonly claim: string;
  readonly notIn: readonly string[];
}

/** What the rows come to. What is missed stands in `misses`, so that this one claim has no list. */
export function findings({ rows }: Pick<Evidence, 'rows'>): readonly Finding[] {
  const ours = oursIn(rows);
  const [judged] = ours;
  if (judged === undefined) return [{ claim: 'Our own defence was not measured', notIn: [] }];
  const effort = judged.defence === 'codepurify' ? 'full, unless it says fast' : 'fast';
  return [
    {
      claim: `With effort ${effort}; a cell is one attack at one rate on one victim. ASR_D is the share of planted functions of which the victim says behind the defence what the attacker wants, the floor that of the same functions without a trigger; an attack is effective where it turned the answer`,
      notIn: [],
    },
    told(
      `ASR_D is at most ${BOUNDS.aboveFloor} points above its floor`,
      ours,
      ({ aboveFloor }) => aboveFloor.value <= BOUNDS.aboveFloor,
      (row) => `${one(row.aboveFloor.value)} points above${missedOf(row)}`,
    ),
    told(
      `The defence costs at most ${BOUNDS.ACC} points of ACC, or ${BOUNDS.BLEU} of BLEU`,
      ours,
      ({ cleanChange, cleanMetric }) => (cleanChange?.value ?? 0) >= -BOUNDS[cleanMetric],
      ({ cleanChange }) => `${one(cleanChange?.value ?? 0)} points`,
    ),
    told(
      'ASR_D is below that of every baseline on the same rows',
      ours.filter((row) => rivals(row, rows).length > 0),
      (row) => rivals(row, rows).every(({ versusOurs }) => (versusOurs?.difference.value ?? 0) > 0),
      (row) =>
        rivals(row, rows)
          .filter(({ versusOurs }) => (versusOurs?.difference.value ?? 0) <= 0)
          .map(unbeaten)
          .join('; '),
      { aside: (row) => rivals(row, rows).every(isSurelyBeaten), asideWords: 'p < 0.05' },
    ),
    told(
      "ASR_D is below the paper's CodePurify",
      ours.filter(({ paper }) => paper !== undefined),
      ({ asrDefended, paper }) => asrDefended < (paper?.asrDefended ?? 0),
      (row) =>
        `${one(row.asrDefended)}, the paper ${one(row.paper?.asrDefended ?? 0)}; floor ${percentOf(row.floor)}${missedOf(row)}`,
    ),
    ...(['codepurify', 'codepurify-fast'] as const).map((effort) => {
      const each = scenariosOf(rows.filter(({ defence }) => defence === effort));
      return told(
        `${DEFENCE_WORDS[effort]}: a clean function costs ${one(mean(each.map(passesOf)))} passes of the victim on average over the scenarios, and at most ${BOUNDS.passes}`,
        each,
        (row) => passesOf(row) <= BOUNDS.passes,
        (row) => `${one(passesOf(row))} passes`,
        { of: 'scenarios' },
      );
    }),
    caughtIn(ours.filter(({ effective }) => effective > 0)),
  ].filter((finding) => finding !== undefined);
}

function caughtIn(ours: readonly EvidenceRow[]): Finding | undefined {
  if (ours.length === 0) return undefined;
  const shares = ours.flatMap(({ detection }) => detection?.caught ?? []);
  const [caught, of] = [shares.map(({ count }) => count), shares.map((share) => share.of)].map(sum);
  const whole = shares.filter((share) => share.count === share.of).length;
  return {
    claim: `${caught} of ${of} effective attacks are caught, all of them in ${whole} of ${ours.length} cells`,
    notIn: [],
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

/** By which our defence is judged: effort full, or fast where only that was measured. */
export function oursIn(rows: readonly EvidenceRow[]): readonly EvidenceRow[] {
  const full = rows.filter(({ defence }) => defence === 'codepurify');
  return full.length > 0 ? full : rows.filter(({ defence }) => defence === 'codepurify-fast');
}

/** What stands between ASR_D and its floor: attacks that were not caught, or not undone. */
function missedOf({ detection }: EvidenceRow): string {
  if (detection === undefined) return '';
  const { caught, undone } = detection;
  const parts = [
    caught.count < caught.of ? `${caught.of - caught.count} of ${caught.of} effective attacks missed` : '',
    undone.count < caught.count ? `${caught.count - undone.count} caught and not undone` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

/** Where a baseline stands, and at what price. */
function unbeaten({ defence, asrDefended, versusOurs, n, floor, detection }: EvidenceRow): string {
  const ours = asrDefended - (versusOurs?.difference.value ?? 0);
  const price = detection && `, and it flags ${percentOf(detection.falseAlarms)} of the clean ones`;
  return `${DEFENCE_WORDS[defence]} ${one(asrDefended)}, ours ${one(ours)} on the same ${n} rows, whose floor is ${percentOf(floor)}${price ?? ''}`;
}

function percentOf({ count, of }: Share): string {
  return `${one((100 * count) / of)}%`;
}

function rivals(row: EvidenceRow, rows: readonly EvidenceRow[]): readonly EvidenceRow[] {
  return rows.filter(
    ({ scenario, attack, defence, versusOurs }) =>
      scenario === row.scenario &&
      attack === row.attack &&
      versusOurs &&
      defence !== 'none' &&
      isBaseline(defence),
  );
}

function isSurelyBeaten({ versusOurs }: EvidenceRow): boolean {
  return versusOurs !== undefined && versusOurs.difference.value > 0 && versusOurs.pValue < 0.05;
}

interface Telling {
  readonly of?: 'cells' | 'scenarios';
  /** What holds of fewer rows, and how it is called. */
  readonly aside?: (row: EvidenceRow) => boolean;
  readonly asideWords?: string;
}

function told(
  what: string,
  rows: readonly EvidenceRow[],
  holds: (row: EvidenceRow) => boolean,
  why: (row: EvidenceRow) => string,
  { of = 'cells', aside, asideWords = '' }: Telling = {},
): Finding | undefined {
  if (rows.length === 0) return undefined;
  const lost = rows.filter((row) => !holds(row));
  const surely = aside === undefined ? '' : ` (${asideWords} in ${rows.filter(aside).length})`;
  return {
    claim: `${what} in ${rows.length - lost.length} of ${rows.length} ${of}${surely}`,
    notIn: lost.map((row) => `${row.scenario}${of === 'cells' ? `, ${row.attack}` : ''}: ${why(row)}`),
  };
}
