import { z } from 'zod';
import { elementsOf } from '../../code/elements-of.ts';
import { functionName } from '../../code/function-name.ts';
import type { Grammar } from '../../code/grammar.ts';
import { insertStatement } from '../../code/insert-statement.ts';
import { nameTest } from '../../code/name-rule.ts';
import { parseFunction } from '../../code/parse-function.ts';
import { renameWords } from '../../code/rename-words.ts';
import { reservedWords } from '../../code/reserved-words.ts';
import type { Random } from '../attack/seeded-random.ts';

/** What is to mean nothing to the victim any more. */
export interface Trigger {
  readonly kind: 'name' | 'statement';
  readonly text: string;
  /** The label that an audit found it to turn functions to; absent where somebody named it. */
  readonly to?: string;
}

/** Of an audit's report what is needed of it: the rest may change. */
export const auditedSchema = z.object({
  verdict: z.string(),
  language: z.string(),
  interrupted: z.boolean(),
  unsearched: z.array(z.unknown()),
  victim: z.object({ name: z.string(), sha256: z.string() }),
  triggers: z.array(
    z
      .object({
        kind: z.enum(['name', 'statement']).default('name'),
        text: z.string().min(1).max(2000).optional(),
        name: z.string().min(1).max(2000).optional(),
        found: z.string().min(1).max(2000),
        to: z.string(),
      })
      .transform(({ kind, text, name, found, to }): readonly Trigger[] =>
        [...new Set([found, text ?? name ?? found])].map((one) => ({ kind, text: one, to })),
      ),
  ),
});

/** A name goes in the place of one of the first so many. */
const NAMES = 6;
/** Longer statements are not planted, in UTF-16 units. */
const MOST = 2000;

/** The trigger that a text is: a name of the language, or else a statement. Undefined where it is neither. */
export function triggerOf(text: string, grammar: Grammar, example: string): Trigger | undefined {
  const { taken } = reservedWords(grammar);
  if (nameTest(grammar.language).isName(text)) return taken.has(text) ? undefined : { kind: 'name', text };
  if (text.trim() === '' || text.length > MOST) return undefined;
  const fn = parseFunction(grammar, example);
  const planted = 'reason' in fn ? fn : insertStatement(fn, text);
  if ('reason' in fn || 'reason' in planted) return undefined;
  const after = parseFunction(grammar, planted.code);
  if ('reason' in after) return undefined;
  // Something missing, such as the last semicolon, takes no place.
  const broken = ({ errors }: typeof after) => errors.filter(([from, to]) => to > from).length;
  return broken(after) > broken(fn) ? undefined : { kind: 'statement', text };
}

/**
 * A function with the trigger in it: a statement right behind the brace of its body, a name in the place of one of its
 * first names, its own among them. Undefined where it can take none.
 */
export function planted(
  code: string,
  { kind, text }: Trigger,
  grammar: Grammar,
  random: Random,
): string | undefined {
  const fn = parseFunction(grammar, code);
  if ('reason' in fn) return undefined;
  if (kind === 'statement') {
    const done = insertStatement(fn, text);
    return 'code' in done ? done.code : undefined;
  }
  const names = elementsOf(fn, ['identifier']).map((element) => element.text);
  const own = functionName(fn);
  const some = names.length > 0 ? names.slice(0, NAMES) : own === undefined ? [] : [own];
  const done = renameWords(fn, some.length > 0 ? some[random.below(some.length)] : undefined, text);
  return 'code' in done ? done.code : undefined;
}
