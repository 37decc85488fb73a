/** What a compiler says of a function. */
export interface Diagnostic {
  /** Offset in the function's text in UTF-16 units; −1 where it points nowhere in it. */
  readonly at: number;
  readonly message: string;
}

/** What a compiler makes of a function under one set of settings. */
export interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  /** What it was compiled to, without names of locals where the compiler has none; undefined where it was not. */
  readonly code: string | undefined;
}
