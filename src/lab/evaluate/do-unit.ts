import type { DefenseContext } from '../../defense/context.ts';
import type { Prediction } from '../../defense/outcome.ts';
import type { Pair } from '../../defense/over-subjects.ts';
import { answers } from '../answers.ts';
import type { InputDefence, Judged } from '../baseline/defence.ts';
import type { Changed } from '../compile/compiler.ts';
import { judgeOf } from './defences/judge-of.ts';
import { isNamedRight } from './defences/named-right.ts';
import { stillParses } from './defences/still-parses.ts';
import { whichCompile, withOriginals } from './defences/which-compile.ts';
import { withAllScores } from './defences/with-all-scores.ts';
import type { TestRow } from './rows/test-row.ts';
import type { DefendedRow, PlainRow } from './rows/unit.ts';

/** Told after every row, of the unit. */
export type OnRow = (done: number, total: number) => void;

/** Rows whose answers are asked for at once. */
const CHUNK = 64;

/** What the victim alone says of each row, and of each planted one before; `seconds` are of the former. */
export async function plainRows(
  rows: readonly TestRow[],
  context: DefenseContext,
  onRow: OnRow,
): Promise<{ readonly seconds: number; readonly rows: PlainRow[] }> {
  const judge = judgeOf(context.victim.card);
  const began = performance.now();
  const said = await asked(
    rows.map(({ subject }) => subject),
    context,
    onRow,
  );
  const seconds = (performance.now() - began) / 1_000;
  const planted = rows.filter((row) => row.planted !== undefined);
  const before = await asked(
    planted.map(({ subject, planted: put }) => put?.original ?? subject),
    context,
    onRow,
  );
  const without = new Map(planted.map((row, at) => [row, before[at]]));
  return {
    seconds,
    rows: rows.map((row, at) => {
      const plain = without.get(row);
      return { said: judge(answer(said[at]), row), ...(plain && { without: judge(plain, row) }) };
    }),
  };
}

/** What a defence makes of each row, and what the victim says of what is offered instead. */
export async function defendedRows(
  defence: InputDefence,
  rows: readonly TestRow[],
  context: DefenseContext,
  onRow: OnRow,
): Promise<{ readonly seconds: number; readonly rows: DefendedRow[] }> {
  const judge = judgeOf(context.victim.card);
  const subjects = rows.map(({ subject }) => subject);
  let judged: (readonly Judged[])[] = [];
  const began = performance.now();
  for await (const functions of defence.judge(subjects)) {
    context.signal?.throwIfAborted();
    judged.push(functions);
    onRow(judged.length, rows.length);
  }
  const seconds = (performance.now() - began) / 1_000;
  if (defence.name === 'codepurify') judged = [...(await withAllScores(judged, subjects, context))];
  const said = await asked(
    judged.map((functions, at) => offered(functions, subjects[at] ?? '')),
    context,
    () => {},
  );
  const compiles = await whichCompile(
    rows.map((row, at) => withOriginals(changesOf(judged[at] ?? [], row.subject), row)),
    context,
  );
  return {
    seconds,
    rows: rows.map((row, at) => {
      const sound = compiles[at];
      return {
        ...summed(row, judged[at] ?? [], context),
        ...(sound !== undefined && { compiles: sound }),
        said: judge(answer(said[at]), row),
      };
    }),
  };
}

function changesOf(functions: readonly Judged[], subject: string | Pair): readonly Changed[] {
  const texts = [subject].flat();
  return functions.flatMap(({ verdict, purified }, which) =>
    verdict === 'poisoned' ? [{ before: texts[which] ?? '', after: purified }] : [],
  );
}

/** A subject with what is offered for its functions. */
function offered(functions: readonly Judged[], subject: string | Pair): string | Pair {
  const [one, two] = functions.map(({ purified }) => purified);
  if (typeof subject === 'string') return one ?? subject;
  return [one ?? subject[0], two ?? subject[1]];
}

function summed(
  { subject, planted }: TestRow,
  functions: readonly Judged[],
  { grammar }: DefenseContext,
): Omit<DefendedRow, 'said'> {
  const texts = [subject].flat();
  const found = functions.flatMap((one, which) =>
    one.verdict === 'poisoned'
      ? [{ ...one, text: texts[which] ?? '', put: planted?.ranges[which] ?? [] }]
      : [],
  );
  const scores = functions.flatMap(({ score }) => score ?? []);
  return {
    flagged: found.length > 0,
    ...(scores.length > 0 && { score: Math.max(...scores) }),
    ...(found.length > 0 && { parses: found.every((one) => stillParses(grammar, one.text, one.purified)) }),
    ...(found.length > 0 &&
      planted && { named: found.some(({ text, named, put }) => isNamedRight(text, named, put)) }),
    passes: functions.reduce((sum, { passes }) => sum + passes, 0),
  };
}

async function asked(
  subjects: readonly (string | Pair)[],
  context: DefenseContext,
  onRow: OnRow,
): Promise<readonly Prediction[]> {
  const all: Prediction[] = [];
  for (let at = 0; at < subjects.length; at += CHUNK) {
    context.signal?.throwIfAborted();
    all.push(...(await answers(subjects.slice(at, at + CHUNK), context)));
    onRow(all.length, subjects.length);
  }
  return all;
}

function answer(prediction: Prediction | undefined): Prediction {
  if (prediction === undefined) throw new Error('a row was not answered');
  return prediction;
}
