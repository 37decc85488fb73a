import type { ElementKind } from '../../code/element.ts';
import { parseFunction } from '../../code/parse-function.ts';
import type { DefenseContext } from '../../defense/context.ts';
import type { Outcome, SkipReason } from '../../defense/outcome.ts';
import { outcomesOf } from '../../defense/outcomes-of.ts';
import type { Pair } from '../../defense/over-subjects.ts';
import { type Form, formsOf } from './forms-of.ts';
import type { TrainingRows } from './sanitized.ts';

/** An element that the defence named. */
export interface Named {
  readonly kind: ElementKind;
  readonly text: string;
  readonly forms: readonly Form[];
}

export interface Flagged {
  readonly row: number;
  /** One or two, as functions of the row. */
  readonly named: readonly Named[];
}

export interface Looked {
  readonly flagged: readonly Flagged[];
  readonly inspected: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly passes: number;
}

/** Runs the defence over the rows of the goal label, and tells which of them hang on one element. */
export async function flaggedRows(
  rows: TrainingRows,
  context: DefenseContext,
  onRow: (done: number) => void,
): Promise<Looked> {
  const { goalLabel } = context.victim.card;
  const pending: { readonly row: number; readonly code: string | Pair }[] = [];
  const flagged: Flagged[] = [];
  const skipped: Partial<Record<SkipReason, number>> = {};
  let [inspected, passes, done] = [0, 0, 0];

  for await (const outcomes of outcomesOf(suspects(), context)) {
    const next = pending.shift();
    if (next === undefined) throw new Error('sanitize: an outcome without its row');
    done += 1;
    onRow(done);
    for (const outcome of outcomes) passes += outcome.passes;
    const [first] = outcomes;
    if (first?.verdict === 'skipped' && outcomes.every(({ verdict }) => verdict === 'skipped')) {
      skipped[first.reason] = (skipped[first.reason] ?? 0) + 1;
      continue;
    }
    inspected += 1;
    const texts = typeof next.code === 'string' ? [next.code] : next.code;
    const named = outcomes.flatMap((outcome, which) => namedIn(outcome, texts[which] ?? '', context));
    if (named.length > 0) flagged.push({ row: next.row, named });
  }
  return { flagged, inspected, skipped, passes };

  async function* suspects() {
    let row = 0;
    for await (const { code, label } of rows()) {
      if (goalLabel === undefined || label === goalLabel) {
        pending.push({ row, code });
        yield code;
      }
      row += 1;
    }
  }
}

function namedIn(outcome: Outcome, code: string, { grammar }: DefenseContext): readonly Named[] {
  if (outcome.verdict !== 'poisoned') return [];
  const { element } = outcome.trigger;
  const parsed = parseFunction(grammar, code);
  const forms = 'reason' in parsed ? [] : formsOf(element, parsed);
  return [{ kind: element.kind, text: element.text, forms }];
}
