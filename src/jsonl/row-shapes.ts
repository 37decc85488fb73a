import { z } from 'zod';

const wrong = (expected: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? `is missing; it must be ${expected}` : `must be ${expected}`;

const text = z.string({ error: wrong('a text') });
const label = z.literal([0, 1], { error: wrong('0 or 1') });
/** BigCloneBench's ids are numbers in one release and texts in another; compare them as texts. */
const id = z.union([z.string(), z.number()], { error: wrong('a text or a number') });

/** A function for a classifier. */
export const funcRow = z.looseObject({ func: text, target: label });

/** The same by its other name. */
export const codeRow = z.looseObject({ code: text, target: label });

/** A pair for a clone detector, by the ids of a functions file; poisoned pairs hold the texts themselves. */
export const pairRow = z.looseObject({
  id1: id,
  id2: id,
  label,
  func1: text.optional(),
  func2: text.optional(),
});

/** A function before and after its repair. */
export const repairRow = z.looseObject({ buggy: text, fixed: text });

/** A row of a functions file. */
export const namedFunctionRow = z.looseObject({ id, func: text });
