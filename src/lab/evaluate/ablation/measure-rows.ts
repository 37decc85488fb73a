import type { DefenseContext } from '../../../defense/context.ts';
import { encloses } from '../../../defense/encloses.ts';
import { inquiryOf } from '../../../defense/inquiry.ts';
import { opening } from '../../../defense/opening.ts';
import { overSubjects } from '../../../defense/over-subjects.ts';
import type { Ask } from '../../../defense/replies.ts';
import { functionsIn, type Subject } from '../../../defense/subject.ts';
import { codepurify } from '../../baseline/codepurify.ts';
import { judgeOf } from '../defences/judge-of.ts';
import { isNamedRight } from '../defences/named-right.ts';
import { stillParses } from '../defences/still-parses.ts';
import { whichCompile, withOriginals } from '../defences/which-compile.ts';
import { type OnRow, plainRows } from '../do-unit.ts';
import type { TestRow } from '../rows/test-row.ts';
import type { MeasuredFunction, MeasuredRow, PlainRow } from '../rows/unit.ts';
import { type PurifiedAll, purifyAll, type Scored, shippedTop } from './purify-all.ts';

export interface MeasureWhat {
  /** What becomes of the answer without the trigger, too. */
  readonly purify: boolean;
  /** The plain answers, too: those of another window are not known yet. */
  readonly plain: boolean;
  /** What the whole defence says, too, which plants a trigger into other functions before it believes in it. */
  readonly judge: boolean;
}

interface Raw {
  readonly count: number;
  readonly scored: readonly Scored[];
  readonly purified: readonly PurifiedAll[];
}

/** Every element of every inspected function, asked about once: what all settings of an ablation are made of. */
export async function measureRows(
  rows: readonly TestRow[],
  what: MeasureWhat,
  context: DefenseContext,
  onRow: OnRow,
): Promise<MeasuredRow[]> {
  const plain: readonly PlainRow[] = what.plain ? (await plainRows(rows, context, () => {})).rows : [];
  const flagged = what.judge ? await flaggedRows(rows, context) : [];
  const all: Raw[] = [];
  for await (const raw of overSubjects<Raw>(
    rows.map(({ subject }) => subject),
    context,
    (subject, ask) => measured(subject, what, ask, context),
    (count) => ({ count, scored: [], purified: [] }),
  )) {
    all.push(raw);
    onRow(all.length, rows.length);
  }
  const top = shippedTop(context.options);
  const compiles = await whichCompile(
    // Where an ablation takes another element for the trigger, only the answer is told.
    rows.flatMap((row, at) =>
      (all[at]?.purified ?? []).map(({ tops, changes }) =>
        tops.includes(top) ? withOriginals(changes, row) : [],
      ),
    ),
    context,
  );
  const judge = judgeOf(context.victim.card);
  let next = 0;
  return rows.map((row, at) => {
    const { count, scored, purified } = all[at] ?? { count: 1, scored: [], purified: [] };
    const own = plain[at];
    const isFlagged = flagged[at];
    return {
      ...(own && { plain: own }),
      ...(isFlagged !== undefined && { flagged: isFlagged }),
      functions: Array.from({ length: count }, (_, which) => functionOf(row, which, scored)),
      ...(what.purify && {
        purified: purified.map(({ tops, way, prediction, changes, passes }) => {
          const sound = compiles[next++];
          return {
            tops: [...tops],
            way,
            said: judge(prediction, row),
            parses: changes.every(({ before, after }) => stillParses(context.grammar, before, after)),
            ...(sound !== undefined && { compiles: sound }),
            passes,
          };
        }),
      }),
    };
  });
}

async function flaggedRows(rows: readonly TestRow[], context: DefenseContext): Promise<readonly boolean[]> {
  const flagged: boolean[] = [];
  for await (const functions of codepurify(context).judge(rows.map(({ subject }) => subject))) {
    context.signal?.throwIfAborted();
    flagged.push(functions.some(({ verdict }) => verdict === 'poisoned'));
  }
  return flagged;
}

async function measured(
  subject: Subject,
  { purify }: MeasureWhat,
  ask: Ask,
  context: DefenseContext,
): Promise<Raw> {
  const scored: Scored[] = [];
  for (const part of await opening(subject, ask, context)) {
    if ('reason' in part) continue;
    for (const which of part.inspected) {
      const inquiry = inquiryOf(part.subject, which, part.plain, ask, context.options.probe);
      const place =
        subject[1] !== undefined && inquiry.side === subject[1] && subject[0] !== subject[1] ? 1 : 0;
      scored.push({ which: place, inquiry, elements: await inquiry.score(inquiry.side.elements) });
    }
  }
  const purified = purify ? await purifyAll(subject, scored, ask, context) : [];
  return { count: functionsIn(subject).length, scored, purified };
}

function functionOf({ planted }: TestRow, which: number, scored: readonly Scored[]): MeasuredFunction | null {
  const own = scored.find((one) => one.which === which);
  if (own === undefined) return null;
  const { text } = own.inquiry.side;
  const seen = own.elements.filter(({ inWindow }) => inWindow);
  const put = planted?.ranges[which] ?? [];
  return {
    characters: text.length,
    kinds: seen.map(({ element }) => (element.kind === 'identifier' ? 'i' : 's')).join(''),
    rises: seen.map(({ rise }) => Number(rise.toPrecision(6))),
    enclosed: seen.map(({ element }) =>
      seen.flatMap((whole, at) => (encloses(whole.element, element) ? [at] : [])),
    ),
    planted: seen.flatMap(({ element }, at) => (isNamedRight(text, element.ranges, put) ? [at] : [])),
  };
}
