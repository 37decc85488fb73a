import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Head } from './head.ts';
import { ModelError } from './model-error.ts';
import { headOf, withHead } from './onnx/head-of.ts';

/** The file of a victim that judges, and the head in it. */
export interface HeadFile {
  readonly head: Head;
  /** The bytes of the file with another head of the same shape, and the head as they hold it, which may be rounded. */
  stored(head: Head): { readonly bytes: Uint8Array; readonly head: Head };
}

/** The head of the model in a folder. Rejects with ModelError where its weights cannot be told or changed. */
export async function readHead(folder: string): Promise<HeadFile> {
  const path = join(folder, 'model.onnx');
  const bytes = await readFile(path);
  const head = found(bytes, path);
  return {
    head,
    stored: (other) => {
      const changed = withHead(bytes, other);
      return { bytes: changed, head: found(changed, path) };
    },
  };
}

function found(bytes: Uint8Array, path: string): Head {
  try {
    const stored = headOf(bytes);
    if (stored !== undefined) return stored.head;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ModelError(`${path}: ${error.message}`);
  }
  throw new ModelError(
    `${path}: the weights of its head cannot be told, or not be changed: layers with weights of their own in this file are needed, in single or half precision (not of whole numbers, not in a second file); export it so`,
  );
}
