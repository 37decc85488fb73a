import type { Range } from '../code/edit.ts';
import type { Element } from '../code/element.ts';
import type { Grammar } from '../code/grammar.ts';
import { parseFunction } from '../code/parse-function.ts';
import type { Parsed, ParseFailure } from '../code/parsed.ts';

/** One function as the defence sees it. */
export interface Side {
  readonly text: string;
  readonly parsed: Parsed;
  /** The start of the text: all that can lie within the victim's window. */
  readonly view: string;
  /** By position. */
  readonly elements: readonly Element[];
}

/** What one question to the victim is about: a function, the two of a pair, or one and the same function twice. */
export type Subject = readonly [Side] | readonly [Side, Side];

/** Whether a pair victim is asked about one and the same function twice. */
export function isBesideItself([first, second]: readonly unknown[]): boolean {
  return first === second;
}

/** The functions that are inspected in a subject. */
export function functionsIn(subject: Subject): readonly (0 | 1)[] {
  return subject.length === 1 || isBesideItself(subject) ? [0] : [0, 1];
}

/**
 * No victim's window reaches further than this many UTF-16 code units a token: the text behind is not sent, so that a
 * huge function costs no more than its visible start. What a victim with longer tokens would still have seen is
 * reported as not inspected.
 */
const UNITS_PER_TOKEN = 32;

/** Parses a function and finds its elements, or says why it cannot be inspected. */
export function sideOf(
  text: string,
  grammar: Grammar,
  elementsOf: (parsed: Parsed) => readonly Element[],
  maxLength: number,
): Side | ParseFailure {
  const parsed = parseFunction(grammar, text);
  if ('reason' in parsed) return parsed;
  return { text, parsed, view: viewOf(text, maxLength), elements: elementsOf(parsed) };
}

/**
 * The start of a text: all that can lie within the window of a victim of that many tokens. It never ends within white
 * space, which many a tokenizer leaves out, but not the half of it.
 */
export function viewOf(text: string, maxLength: number): string {
  const reach = maxLength * UNITS_PER_TOKEN;
  return text.length <= reach ? text : text.slice(0, reach).toWellFormed().trimEnd();
}

/** The element as far as it stands in the view; undefined where it begins behind it. */
export function inView(side: Side, element: Element): Element | undefined {
  const reach = side.view.length;
  if ((element.ranges[0]?.[0] ?? 0) >= reach) return undefined;
  if ((element.ranges.at(-1)?.[1] ?? 0) <= reach) return element;
  const clip = (ranges: readonly Range[]) =>
    ranges.flatMap(([from, to]): Range[] => (from < reach ? [[from, Math.min(to, reach)]] : []));
  return { ...element, ranges: clip(element.ranges), tokens: clip(element.tokens) };
}
