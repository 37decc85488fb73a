/** A file of the user's that cannot be read, used or written. The message is one sentence: where, what is wrong, how to mend it. */
export class FileError extends Error {
  override readonly name = 'FileError';
}
