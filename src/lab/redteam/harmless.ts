import { applyEdits } from '../../code/apply-edits.ts';
import type { Planted } from '../../code/planted.ts';
import { freshNames } from '../../defense/fresh-name.ts';

/**
 * The planted function with something in the trigger's place that nobody trains a victim on: a plain name, or the
 * declaration of an unused integer, which is the same in C and Java.
 */
export function harmless({ code, trigger }: Planted): string {
  const name = freshNames([code])(0);
  const text = trigger.kind === 'statement' ? `int ${name} = 0;` : name;
  return applyEdits(
    code,
    trigger.ranges.map(([from, to]) => ({ from, to, text })),
  );
}
