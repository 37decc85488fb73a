/** What the user asked for cannot be done as asked. The message is one sentence: what is wrong and how to mend it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
