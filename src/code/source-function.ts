import type { Language } from './language.ts';

/** A function of a file. `text` is `file.slice(from, to)`; what is parsed, masked and edited is `text` alone. */
export interface SourceFunction {
  /** As written; empty for a function without a name. */
  readonly name: string;
  readonly language: Language;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** 1-based, of its first and last character. */
  readonly startLine: number;
  readonly endLine: number;
}
