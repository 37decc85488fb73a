import { z } from 'zod';

/** Characters of a pattern, at most. With `MOST_PATTERNS` it bounds the work that one path can cause. */
export const LONGEST_PATTERN = 128;
const MOST_PATTERNS = 50;

/** Tried in this order; the first that fails is told. Each is a plain regular expression that a JSON schema can hold. */
const RULES = [
  [/^[^\p{Cc}]*$/u, 'control characters cannot stand in a pattern'],
  [/^[^\\]*$/, 'folders are separated by / in a pattern, and there is no escaping by \\'],
  [
    /^[^{}[\]]*$/,
    'braces and brackets mean nothing in a pattern: write one pattern for each, or ? for such a character',
  ],
  [/^[^!]/, 'a pattern cannot be turned round with !: name what is meant'],
  [/^[^/]/, 'a pattern starts at the root of the repository: leave the first / out'],
  [/^(?!.*\/\/)/, 'a folder without a name (//) cannot match'],
  [
    /^(?!(?:.*\/)?\.{1,2}(?:\/|$))/,
    '. and .. cannot stand in a pattern: it starts at the root of the repository',
  ],
  [/^(?!.*(?:[^/]\*\*|\*\*[^/]))/, '** stands for whole folders and needs a / beside it, as in src/**/*.c'],
] as const;

/** A pattern for paths, of which `pathMatcher` says what it matches. */
export const pathPatternSchema = RULES.reduce(
  (schema, [rule, error]) => schema.regex(rule, { error, abort: true }),
  z.string().min(1, { abort: true }).max(LONGEST_PATTERN, { abort: true }),
).meta({
  id: 'pathPattern',
  description:
    'Files and folders from the root of the repository: * within a name, ? for one character, ** for any folders.',
});

export const pathPatternsSchema = z.array(pathPatternSchema).max(MOST_PATTERNS);
