import type { Bootstrap } from '../../numbers/bootstrap.ts';
import { type Top, WAYS } from '../../rows/unit.ts';
import type { SetName } from '../../study/names.ts';
import { cleanChange } from '../clean-score.ts';
import { isEffective } from '../detection-of.ts';
import { shareOfRows, six } from '../rounded.ts';
import type { Sample } from './samples.ts';
import type { WayRow } from './schema.ts';

/** What each way makes of the functions that are inspected, at the element that is shipped as the trigger. */
export function waysOf(
  sets: readonly SetName[],
  samplesOf: (set: SetName) => readonly Sample[],
  top: Top,
  resample: Bootstrap,
): WayRow[] {
  return sets.flatMap((set) => {
    const samples = samplesOf(set);
    return WAYS.flatMap((way): WayRow[] => {
      const done = samples.flatMap(({ row, plain }) => {
        const own = row.purified?.find((one) => one.way === way && one.tops.includes(top));
        return own === undefined ? [] : [{ own, plain }];
      });
      if (done.length === 0) return [];
      const counted = set === 'clean' ? done : done.filter(({ plain }) => isEffective(plain));
      const parts = counted.map(({ own }) => own);
      return [
        {
          way,
          set,
          ...(set === 'clean'
            ? {
                cleanChange: cleanChange(
                  samples.flatMap(({ plain }) => plain?.said ?? []),
                  samples.flatMap(({ row, plain }) => {
                    const own = row.purified?.find((one) => one.way === way && one.tops.includes(top));
                    return own?.said ?? plain?.said ?? [];
                  }),
                  resample,
                ),
              }
            : { gone: shareOfRows(parts, ({ said }) => !said.goal) }),
          parses: shareOfRows(parts, ({ parses }) => parses),
          compiles: shareOfRows(
            parts.filter(({ compiles }) => compiles !== undefined),
            ({ compiles }) => compiles === true,
          ),
          passes: six(parts.reduce((sum, { passes }) => sum + passes, 0) / Math.max(1, parts.length)),
        },
      ];
    });
  });
}
