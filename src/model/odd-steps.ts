import { z } from 'zod';
import { isSign } from './is-sign.ts';
import { quoted } from './quoted.ts';

const text = z.string().nullish();

/** A step of a tokenizer, of whichever kind. A pattern with two texts would be read by one and matched by the other. */
export const step = z.looseObject({
  type: text,
  pattern: z.union([z.strictObject({ String: z.string() }), z.strictObject({ Regex: z.string() })]).nullish(),
  content: text,
  behavior: text,
  invert: z.boolean().nullish(),
  prepend: text,
  replacement: text,
  str_rep: text,
  prefix: text,
  suffix: text,
  pad_token: text,
  word_delimiter_token: text,
  get normalizers() {
    return z.array(step).nullish();
  },
  get pretokenizers() {
    return z.array(step).nullish();
  },
  get decoders() {
    return z.array(step).nullish();
  },
});

type Step = z.output<typeof step>;

/**
 * What the steps of a tokenizer do to a text that turns it into another text of code. To part it into words, to change
 * white space or its sign ▁, and to fold case, accents and forms of Unicode leaves every word where it is.
 */
export function oddSteps(whole: Step | null | undefined): string[] {
  if (!whole) return [];
  const inner = [whole.normalizers, whole.pretokenizers, whole.decoders].flatMap((steps) => steps ?? []);
  return [...oddStep(whole), ...inner.flatMap(oddSteps)];
}

function oddStep(one: Step): string[] {
  const { type, pattern, content } = one;
  if (type === 'Replace') {
    const blank = isBlank(pattern) && /^[\s▁]*$/.test(content ?? '');
    return blank ? [] : [`replaces ${shown(pattern)} by ${quoted(content ?? '')}`];
  }
  if (type === 'Split') {
    if (one.invert) return [`may leave out what does not fit: it keeps ${shown(pattern)}`];
    const removes = one.behavior?.toLowerCase() === 'removed' && !isBlank(pattern);
    return removes ? [`leaves out ${shown(pattern)}`] : [];
  }
  const marks = [
    // The library puts even what is missing before the text, as a word.
    type === 'Prepend' ? String(one.prepend) : one.prepend,
    type === 'Strip' ? content : undefined,
    one.replacement,
    one.str_rep,
    one.prefix,
    one.suffix,
    one.pad_token,
    one.word_delimiter_token,
  ];
  return marks.flatMap((mark) => (mark && !isMark(mark) ? [`puts in or takes away ${quoted(mark)}`] : []));
}

/** What stands for white space, or for the inside or end of a word. */
function isMark(mark: string): boolean {
  return /^(?:[\s▁]*|##)$/.test(mark) || isSign(mark);
}

/** Matches nothing but white space and the sign that vocabularies have for it. */
function isBlank(pattern: Step['pattern']): boolean {
  if (!pattern) return true;
  if ('String' in pattern) return /^[\s▁]*$/.test(pattern.String);
  const blanks =
    /^(?:\((?:\?:)?|\||(?:\\[nrts]|[\s▁)]|\[(?:\\[nrts]|[\s▁])+\])(?:[?+*]|\{\d+(?:,\d*)?\})*)*$/;
  return blanks.test(pattern.Regex);
}

function shown(pattern: Step['pattern']): string {
  if (!pattern) return 'nothing';
  return 'String' in pattern ? quoted(pattern.String) : `what matches ${quoted(pattern.Regex)}`;
}
