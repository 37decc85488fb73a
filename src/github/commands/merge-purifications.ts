import { applyEdits } from '../../code/apply-edits.ts';
import type { Edit } from '../../code/edit.ts';
import type { Finding } from '../../review/finding.ts';
import { lineTable } from '../../scan/line-table.ts';

/** Findings whose replacement is in the new texts, and those that are not, each with why: to be read after "because". */
export interface Merged {
  /** The whole new text of each file that changes. */
  readonly files: ReadonlyMap<string, string>;
  readonly applied: readonly Finding[];
  readonly left: readonly Left[];
}

export interface Left {
  readonly finding: Finding;
  readonly because: string;
}

interface Placed {
  readonly finding: Finding;
  readonly from: number;
  readonly to: number;
  readonly edits: readonly Edit[];
}

/**
 * Puts the purifications of several findings together. Each was checked alone, so no two may change one function, nor
 * one function within another: the first of them is taken. `texts` holds the files as they stand at the head.
 */
export function mergePurifications(findings: readonly Finding[], texts: ReadonlyMap<string, string>): Merged {
  const files = new Map<string, string>();
  const applied: Finding[] = [];
  const left: Left[] = [];
  for (const [path, own] of Map.groupBy(findings, ({ verdict }) => verdict.file)) {
    const text = texts.get(path);
    const lines = text === undefined ? undefined : lineTable(text);
    const taken: Placed[] = [];
    for (const finding of own) {
      const { purification, startLine } = finding.verdict;
      const [start] = lines?.span(startLine - 1) ?? [0];
      const from = start + finding.startColumn;
      if (purification === undefined) {
        left.push({ finding, because: 'no replacement was found that parses and changes the answer' });
      } else if (text === undefined || !text.startsWith(finding.code, from)) {
        left.push({ finding, because: 'the file no longer holds the function that was inspected' });
      } else {
        const to = from + finding.code.length;
        const edits = purification.edits.map((edit) => ({
          from: from + edit.from,
          to: from + edit.to,
          text: edit.text,
        }));
        const near = taken.find((other) => other.from < to && from < other.to);
        if (near === undefined) taken.push({ finding, from, to, edits });
        else if (!isSame(near, { from, edits })) {
          left.push({
            finding,
            because: 'another replacement changes the same function; ask again once that one is inspected',
          });
          continue;
        }
        applied.push(finding);
      }
    }
    const edits = taken.toSorted((one, other) => one.from - other.from).flatMap((each) => each.edits);
    if (text !== undefined && edits.length > 0) files.set(path, applyEdits(text, edits));
  }
  return { files, applied, left };
}

/** Two victims may fall for the same trigger: then one replacement serves both. */
function isSame(one: Placed, other: Pick<Placed, 'from' | 'edits'>): boolean {
  return one.from === other.from && JSON.stringify(one.edits) === JSON.stringify(other.edits);
}
