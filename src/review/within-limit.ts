/** The longest body of a comment. GitHub counts characters; in bytes it holds however they are counted. */
export const COMMENT_LIMIT = 65_536;
/** The longest summary of a check run, and the longest text. */
export const CHECK_LIMIT = 65_535;

interface Parts {
  /** Always there; short. */
  readonly head: readonly string[];
  /** Taken in order as long as all of one fits, and made only then. */
  readonly sections: readonly (() => string)[];
  /** Says how many sections were left out. */
  readonly left: (count: number) => string;
  /** Always there; short. */
  readonly tail: readonly string[];
}

const GAP = '\n\n';

/** Blocks of Markdown put together within a limit: a section is there as a whole or not at all. */
export function withinLimit({ head, sections, left, tail }: Parts, limit: number): string {
  const size = (text: string) => Buffer.byteLength(text) + GAP.length;
  const note = size(left(sections.length));
  let room = limit + GAP.length - [...head, ...tail].reduce((sum, part) => sum + size(part), 0);
  const taken: string[] = [];
  for (const [index, make] of sections.entries()) {
    const section = make();
    const last = index === sections.length - 1;
    if (size(section) + (last ? 0 : note) > room) break;
    room -= size(section);
    taken.push(section);
  }
  const missing = sections.length - taken.length;
  return [...head, ...taken, ...(missing > 0 ? [left(missing)] : []), ...tail].join(GAP);
}
