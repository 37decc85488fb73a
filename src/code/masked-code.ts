/** A gap in a text, for the model to render with its own mask token. */
export interface Hole {
  /** What stood there. */
  readonly hidden: string;
  /** `one`: one mask token. `each`: one mask token for each sub-token of `hidden` (the paper). `unknown`: one unknown token (the authors' code). */
  readonly as: 'one' | 'each' | 'unknown';
}

/** Text with holes. A plain text is `[text]`. Texts are never searched for mask tokens: a hole is only a `Hole`. */
export type MaskedCode = readonly (string | Hole)[];
