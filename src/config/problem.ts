/** Where something stands; line and column are 1-based, the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a configuration, or doubtful. Key and message may quote the file, which is hostile text: escape them. */
export interface Problem extends Place {
  /** As it was given to `parseConfig`. */
  readonly file: string;
  /** Such as `victims[0].paths[2]`; empty where it concerns the whole file. */
  readonly key: string;
  /** What is wrong and how to mend it, in one sentence that starts in lower case and has no full stop. */
  readonly message: string;
}

/** A problem in one line, as compilers write theirs: file, line, column, key and what is wrong. */
export function problemLine(
  { file, line, column, key, message }: Problem,
  level: 'error' | 'warning',
): string {
  return `${file}:${line}:${column}: ${level}: ${key === '' ? '' : `${key}: `}${message}.`;
}
