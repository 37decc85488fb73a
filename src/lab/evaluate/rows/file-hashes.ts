import { FileError } from '../../../jsonl/file-error.ts';
import { hashFile } from '../../../model/hash-file.ts';

/** Gives what tells these files from any others; each file is read once. Throws FileError. */
export function fileHashes(): (...paths: readonly (string | undefined)[]) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  const one = (path: string) => {
    const hashed =
      known.get(path) ??
      hashFile(path).catch((error) => {
        const why =
          error.code === 'ENOENT' ? 'there is no such file; check the path in the study' : error.message;
        throw new FileError(`${path}: ${why}.`);
      });
    known.set(path, hashed);
    return hashed;
  };
  return async (...paths) =>
    (await Promise.all(paths.filter((path) => path !== undefined).map(one))).join(' ') || 'none';
}
