import type { EvaluatedScenario } from '../../evaluate.ts';
import type { MeasuredFunction, MeasuredRow, MeasuredUnit, PlainRow } from '../../rows/unit.ts';
import type { Setting } from './setting.ts';

/** A row with its raw answers and, where anybody asked for them, the plain ones. */
export interface Sample {
  readonly row: MeasuredRow;
  readonly plain: PlainRow | undefined;
}

/** Gives the rows of a set, measured with one probe and window, in their order. */
export function samplesOf({ units, ablated }: EvaluatedScenario) {
  const parts = Map.groupBy(ablated?.units ?? [], keyOf);
  const plainBySet = new Map<string, readonly PlainRow[]>();
  for (const unit of units) if (unit.defence === 'none') plainBySet.set(unit.set, unit.rows);
  return (set: string, { probe, window }: Pick<Setting, 'probe' | 'window'>): readonly Sample[] => {
    const own = parts.get(keyOf({ set, probe, window })) ?? [];
    const plain = plainBySet.get(set);
    return own
      .toSorted((a, b) => a.part - b.part)
      .flatMap(({ rows }) => rows)
      .map((row, at) => ({ row, plain: row.plain ?? plain?.[at] }));
  };
}

function keyOf({ set, probe, window }: Pick<MeasuredUnit, 'set' | 'probe' | 'window'>): string {
  return JSON.stringify([set, probe, window]);
}

/** The functions of a row that are inspected. */
export function inspectedIn({ row }: Sample): readonly MeasuredFunction[] {
  return row.functions.filter((one) => one !== null);
}
