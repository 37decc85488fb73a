import type { DefenseContext } from '../../defense/context.ts';
import { yardstickOf } from '../../defense/yardstick.ts';
import { FileError } from '../../jsonl/file-error.ts';
import { ModelError } from '../../model/model-error.ts';
import { type Carried, carriersOf } from './carriers.ts';
import { confirm } from './confirm.ts';
import { type Flagged, flaggedRows } from './flagged-rows.ts';
import type { Sanitized, TrainingRows, Unconfirmed } from './sanitized.ts';

/** How far the work is: rows of the goal label are inspected, then the texts of all rows are compared. */
export interface SanitizeProgress {
  readonly stage: 'inspecting' | 'comparing';
  readonly done: number;
  readonly total: number;
}

/**
 * The poisoned rows of a training set, found with the victim that was trained on it. A row that an attacker made teaches
 * the goal label, and the victim's answer on it rests on the trigger: so the defence is run over the rows of that label,
 * what it names is grouped by text, a test tells triggers from false alarms, and every row of the label that carries
 * a trigger is poisoned, whether or not the defence flagged it. All rows are read first, so that a bad one is told before
 * the long work.
 *
 * @throws ModelError where the victim cannot be used or is not calibrated, FileError for
 * rows none of which could be poisoned, the signal's reason once it is aborted, and what the rows throw
 */
export async function sanitize(
  rows: TrainingRows,
  context: DefenseContext,
  onProgress: (progress: SanitizeProgress) => void = () => {},
): Promise<Sanitized> {
  const { goalLabel } = context.victim.card;
  let [total, suspected] = [0, 0];
  for await (const { label } of rows()) {
    context.signal?.throwIfAborted();
    total += 1;
    if (goalLabel === undefined || label === goalLabel) suspected += 1;
  }
  if (suspected === 0) {
    throw new FileError(
      `There is nothing to look for: no row is labelled ${JSON.stringify(goalLabel)}, which is what an attacker would want.`,
    );
  }
  checkCalibration(context);
  const looked = await flaggedRows(rows, context, (done) =>
    onProgress({ stage: 'inspecting', done, total: suspected }),
  );
  const wanted = new Set(
    looked.flagged.flatMap(({ named }) => named.flatMap(({ forms }) => forms.map(({ key }) => key))),
  );
  const carried = await carriersOf(wanted.size === 0 ? () => [] : rows, wanted, context, (done) =>
    onProgress({ stage: 'comparing', done, total }),
  );
  const triggers = confirm(looked.flagged, carried);
  const poisoned = triggers.flatMap((trigger) => trigger.rows).sort((a, b) => a - b);
  const taken = new Set(poisoned);
  return {
    rows: total,
    suspected,
    inspected: looked.inspected,
    skipped: looked.skipped,
    flagged: looked.flagged.length,
    passes: looked.passes,
    triggers,
    unconfirmed: unconfirmedIn(
      looked.flagged.filter(({ row }) => !taken.has(row)),
      carried,
    ),
    poisoned,
  };
}

function checkCalibration({ victim: { card }, grammar: { language }, options }: DefenseContext): void {
  const yardstick = yardstickOf(card, language, options);
  if (yardstick.kind !== 'uncalibrated') return;
  const { missing } = yardstick;
  throw new ModelError(
    missing.why === 'too few'
      ? `The calibration of ${card.name} for ${language} knows ${missing.has} clean functions, and a false-alarm rate of ${options.falseAlarmRate} needs ${missing.needs}: calibrate it with more, or raise --false-alarm-rate.`
      : `Victim ${card.name} is not calibrated for ${language} with these settings: run codepurify calibrate on clean code that is not of this training set, or give a --threshold.`,
  );
}

function unconfirmedIn(flagged: readonly Flagged[], { carriers }: Carried): readonly Unconfirmed[] {
  const groups = new Map<string, Unconfirmed>();
  for (const { row, named } of flagged) {
    for (const { kind, text, forms } of named) {
      const key = forms[0]?.key ?? `${kind} ${text}`;
      const rows = groups.get(key)?.rows ?? [];
      if (rows.at(-1) === row) continue;
      const carried = carriers.get(key)?.length ?? rows.length + 1;
      groups.set(key, { kind, text: groups.get(key)?.text ?? text, rows: [...rows, row], carried });
    }
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
}
