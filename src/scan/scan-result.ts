import type { Range } from '../code/edit.ts';
import type { FunctionVerdict, Verdict } from './verdict.ts';

/** A verdict beside the text that it speaks of. */
export interface JudgedFunction {
  readonly verdict: FunctionVerdict;
  /** The function as it stands in its file. */
  readonly code: string;
  /** UTF-16 code units between the start of its first line and its first character. */
  readonly startColumn: number;
  /** Where the trigger stands in `code`; empty where none was found. */
  readonly trigger: readonly Range[];
}

/** All that a scan knows. Its reports are renderings of this. */
export interface ScanResult extends Omit<Verdict, 'functions'> {
  readonly functions: readonly JudgedFunction[];
}
