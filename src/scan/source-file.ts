import type { Language } from '../code/language.ts';
import type { ChangedFile } from './files/changed-lines.ts';

/** A text, or one sentence about why there is none. */
export type ReadSource = { readonly text: string } | { readonly message: string };

/** A file to be scanned, or what takes its place. */
export interface SourceFile {
  /** As it is reported. */
  readonly file: string;
  /** Absent where the name does not tell. */
  readonly language?: Language;
  /** The user named this very file: that it cannot be inspected is then an error. */
  readonly named: boolean;
  /** Only these victims, by name, are asked; every one that reads the language where it is absent. */
  readonly victims?: ReadonlySet<string>;
  /** Only functions that it touches are inspected. */
  readonly change?: ChangedFile;
  read(): Promise<ReadSource>;
}
