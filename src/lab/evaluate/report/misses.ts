import type { Evidence, EvidenceRow } from '../evidence/evidence.ts';
import { countCell } from './cells.ts';

/** What the defence misses: what was measured, then what no measurement on a test set shows. */
export function misses({ rows, ablations }: Evidence): readonly string[] {
  const ours = rows.filter(({ defence }) => defence === 'codepurify');
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
    return others.flatMap(({ name, inspectedAlarms }) =>
      own !== undefined && inspectedAlarms.low > own.inspectedAlarms.high
        ? `${scenario}: on ${name} it is wrong more often than on code like that of the calibration: ${countCell(inspectedAlarms)} of the inspected functions, against ${countCell(own.inspectedAlarms)}. Calibrate on code like your own`
        : [],
    );
  });
  return [
    ...(measured.length > 0 || ours.length === 0
      ? measured
      : ['No effective attack of this study was missed']),
    ...strata,
    ...elsewhere,
    'A verdict is about one victim: what fools another model is not looked for',
    "What stands outside of the victim's window, and what is neither an identifier nor a statement (comments, strings, called names, layout), is not looked at unless it is switched on",
    'A trigger in several elements each of which alone keeps the answer, and a victim for which many elements matter at once, leave no element that stands out',
    'A function whose answer is not the goal label is passed over: a victim that errs there errs still. The floor is the part of ASR_D that no defence of the input can take away',
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

function shareOf({ count, of }: { readonly count: number; readonly of: number }): number {
  return count / Math.max(1, of);
}
