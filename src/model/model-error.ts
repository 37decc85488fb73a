/** A model folder or a model that cannot be used. The message is one sentence for the user: what, where, how to mend it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
