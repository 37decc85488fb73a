/** A file of a pull request that has text at the head commit. */
export interface ChangedFile {
  /** From the root of the repository, at the head commit. */
  readonly path: string;
  /** Of a renamed file. */
  readonly previousPath?: string;
  readonly status: 'added' | 'modified' | 'renamed';
  /** As GitHub shows the change: against the merge base, three lines of context, in order. Empty after a mere rename. */
  readonly hunks: readonly Hunk[];
  /** The whole text at the head commit, line ends as committed. */
  readonly head: string;
  /** All of it counts as new: what it was before is not known, or was not inspected by the same victims. */
  readonly allNew?: true;
}

/** One `@@ -oldStart,oldLines +newStart,newLines @@` part of a diff; lines count from 1. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each with its sign ` `, `+` or `-`; a `\ No newline at end of file` stands behind the line that it means. */
  readonly lines: readonly string[];
}
