import { closestMatch } from 'leven';
import type { z } from 'zod';

/** What zod found wrong, in words; `value` is what stands there. The result quotes it, cut to a line. */
export function issueMessage(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (value === null) return 'it has no value: write one, or leave the key out';
      if (value === undefined) return 'this key is missing';
      return `this must be ${KINDS[issue.expected] ?? `a ${issue.expected}`}, and it is ${shown(value)}`;
    case 'invalid_value':
      if (value === undefined) return 'this key is missing';
      return `this must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}, and it is ${shown(value)}${meant(value, issue.values.map(String))}`;
    case 'too_small':
      if (issue.origin === 'array') return 'the list is empty: name at least one, or leave the key out';
      if (issue.origin === 'string') return 'this is empty';
      return `this must be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}, and it is ${shown(value)}`;
    case 'too_big':
      if (issue.origin === 'array') return `the list holds more than ${issue.maximum}`;
      if (issue.origin === 'string') return `this is longer than ${issue.maximum} characters`;
      return `this must be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}, and it is ${shown(value)}`;
    default:
      return issue.message;
  }
}

/** `(did you mean …?)` where one of the known words is near. */
export function meant(word: unknown, known: readonly string[]): string {
  if (typeof word !== 'string' || word.length > 40) return '';
  const same = known.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  const near = same ?? closestMatch(word, known, { maxDistance: Math.max(1, Math.floor(word.length / 3)) });
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a group of keys',
  string: 'a text',
};

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  if (typeof value === 'string') {
    const cut = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
    return `the text ${JSON.stringify(cut)}`;
  }
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a group of keys' : String(value);
}
