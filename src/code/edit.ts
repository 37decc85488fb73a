/** Half-open range of UTF-16 code units: `text.slice(from, to)`. */
export type Range = readonly [from: number, to: number];

/** One replacement. A list of edits is sorted by `from` and does not overlap; offsets are those of the text before. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
