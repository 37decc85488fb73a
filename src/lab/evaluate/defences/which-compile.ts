import { setImmediate } from 'node:timers/promises';
import type { DefenseContext } from '../../../defense/context.ts';
import { type Changed, compilerFor } from '../../compile/compiler.ts';
import type { TestRow } from '../rows/test-row.ts';

/** Changes that are compiled before anything else gets its turn. */
const CHUNK = 200;

/**
 * Of the changes of each row whether the compiler of the language has nothing new to say of any of them. Undefined of a row
 * without changes, and where there is no compiler or it gave no answer.
 */
export async function whichCompile(
  rows: readonly (readonly Changed[])[],
  { grammar, signal }: Pick<DefenseContext, 'grammar' | 'signal'>,
): Promise<readonly (boolean | undefined)[]> {
  const compiler = rows.some(({ length }) => length > 0) ? compilerFor(grammar.language) : undefined;
  if (compiler === undefined) return rows.map(() => undefined);
  const all = rows.flat();
  const said: (boolean | undefined)[] = [];
  for (let at = 0; at < all.length; at += CHUNK) {
    await setImmediate();
    signal?.throwIfAborted();
    said.push(...compiler.check(all.slice(at, at + CHUNK), grammar));
  }
  let next = 0;
  return rows.map(({ length }) => {
    const own = said.slice(next, next + length);
    next += length;
    return length === 0 || own.includes(undefined) ? undefined : own.every((sound) => sound === true);
  });
}

/** Changes of a row's functions, each with its function as it was before a trigger was planted. */
export function withOriginals(
  changes: readonly Changed[],
  { subject, planted }: TestRow,
): readonly Changed[] {
  const [texts, originals] = [[subject].flat(), [planted?.original ?? []].flat()];
  return changes.map((change) => {
    const original = originals[texts.indexOf(change.before)];
    return { ...change, ...(original !== undefined && { original }) };
  });
}
