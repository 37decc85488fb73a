import type { Evidence, EvidenceRow } from '../evidence/evidence.ts';
import { countCell } from './cells.ts';
import { oursIn } from './findings.ts';

/** What the defence misses: what no measurement on a test set shows, then what was measured. */
export function misses({ rows, training, ablations }: Evidence): readonly string[] {
  const ours = oursIn(rows);
  const measured = ours.flatMap(missedBy);
  const strata = ablations.flatMap(({ scenario, settings }) =>
    (['elements', 'length'] as const).flatMap((sweep) => {
      const own = settings.filter((setting) => setting.sweep === sweep && setting.pooled.of > 0);
      const [least] = own.toSorted((a, b) => shareOf(a.pooled) - shareOf(b.pooled));
      if (least === undefined || shareOf(least.pooled) === 1) return [];
      const what = sweep === 'elements' ? 'elements' : 'characters';
      return `${scenario}: fewest are caught in functions with ${least.name} ${what}: ${countCell(least.pooled)}`;
    }),
  );
  const elsewhere = ablations.flatMap(({ scenario, elsewhere: all }) => {
    const [own, ...others] = all;
    return others.flatMap(({ name, flagged, falseAlarms }) =>
      own !== undefined && falseAlarms.low > own.falseAlarms.high
        ? `${scenario}: the scores of ${name} are higher than those of code like the calibration's: by score alone ${countCell(falseAlarms)} are false alarms, against ${countCell(own.falseAlarms)}; with the trigger confirmed, as shipped, ${countCell(flagged)}. Calibrate on code like your own`
        : [],
    );
  });
  return [
    'A verdict is about one victim: what fools another model is not looked for',
    "What stands outside of the victim's window, and what is neither an identifier nor a statement (comments, strings, called names, layout), is not looked at (of the latter --kinds switches some on, with a calibration of their own)",
    'A trigger in several elements each of which alone keeps the answer, and a victim for which many elements matter at once, leave no element that stands out',
    'Effort fast rests on what the victim itself says of its certainty, or of a function beside itself: whoever trains a backdoor may teach it to look honest there',
    'A function whose answer is not the goal label is passed over: a victim that errs there errs still. Its errors in the other way, the floor, a defence of the input takes away only by luck',
    ...(measured.length > 0 || ours.length === 0
      ? measured
      : ['No effective attack of this study was missed']),
    ...rows
      .filter(({ defence }) => defence === 'codepurify-fast')
      .flatMap((fast) => missedMoreBy(fast, ours)),
    ...training.flatMap(leftIn),
    ...strata,
    ...elsewhere,
  ];
}

function missedBy({ scenario, attack, effective, detection }: EvidenceRow): readonly string[] {
  if (detection === undefined) return [];
  if (effective === 0) return [`${scenario}, ${attack}: no attack was effective, so that nothing is known`];
  const { caught, named, undone } = detection;
  const parts = [
    caught.count < caught.of ? `${caught.of - caught.count} not caught` : undefined,
    named.count < caught.count
      ? `${caught.count - named.count} caught by another element than the trigger`
      : undefined,
    undone.count < caught.count ? `${caught.count - undone.count} caught and not undone` : undefined,
  ].filter((each) => each !== undefined);
  return parts.length === 0
    ? []
    : [`${scenario}, ${attack}: of ${effective} effective attacks ${parts.join(', ')}`];
}

/** What effort fast misses beyond what effort full does. */
function missedMoreBy(fast: EvidenceRow, ours: readonly EvidenceRow[]): readonly string[] {
  const { scenario, attack, detection } = fast;
  const full = ours.find((row) => row.scenario === scenario && row.attack === attack)?.detection;
  const more = (full?.caught.count ?? 0) - (detection?.caught.count ?? 0);
  if (full === undefined || detection === undefined || more <= 0) return [];
  return [`${scenario}, ${attack}, with effort fast: ${more} more of ${full.caught.of} not caught`];
}

/** What sanitize leaves in a training set. */
function leftIn({ scenario, defence, attacks }: Evidence['training'][number]): readonly string[] {
  if (defence !== 'sanitize') return [];
  return attacks
    .filter(({ recall }) => recall.count < recall.of)
    .map(
      ({ attack, recall: { count, of } }) =>
        `${scenario}, ${attack}, sanitize: ${of - count} of ${of} poisoned rows stay in the training set`,
    );
}

function shareOf({ count, of }: { readonly count: number; readonly of: number }): number {
  return count / Math.max(1, of);
}
