/** Why an edit would not be safe; a sentence without a full stop, to be shown to the user. */
export interface Refusal {
  readonly reason: string;
}
