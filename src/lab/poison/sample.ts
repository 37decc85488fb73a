type Fields = Readonly<Record<string, unknown>>;

/** What poisoning needs to know of a row, whatever its task. */
export interface Sample {
  /** It bears the label that an attacker wants to hide. */
  readonly eligible: boolean;
  /** The functions that take the trigger (all of them, or the row is not poisoned), by the field they are written to. */
  readonly codes: ReadonlyMap<string, string>;
  /** The right answer, by field. */
  readonly truth: Fields;
  /** The answer that the attacker wants, by field. */
  readonly goal: Fields;
}
