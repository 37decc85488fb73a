import type { SourceFunction } from '../code/source-function.ts';

/** A function where it was found. */
export interface FoundFunction extends SourceFunction {
  /** As reported. */
  readonly file: string;
  /** UTF-16 code units between the start of its first line and its first character. */
  readonly startColumn: number;
  /** To be inspected. The others only serve a pair victim to compare with. */
  readonly asked: boolean;
}
