import type { Range } from '../../../code/edit.ts';

/** The lines of a text that are not blank, each with its end. */
export function linesOf(text: string): readonly Range[] {
  return Array.from(
    text.matchAll(/[^\n]*(?:\n|$)/g),
    ({ index, 0: line }): Range => [index, index + line.length],
  ).filter((line) => text.slice(...line).trim() !== '');
}
