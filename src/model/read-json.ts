import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { ModelError } from './model-error.ts';

/** The largest tokenizers have some 35 MB. */
const MOST_BYTES = 128 * 2 ** 20;

/** The first thing that is wrong with a value, with the path of its key. */
export function issueOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not as it should be'}`;
}

/** Reads a JSON file of a model folder. Rejects with ModelError: missing, too large, not readable, no JSON, a wrong key. */
export async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  let text: string;
  try {
    const info = await stat(path);
    // A pipe or a device might never end.
    if (!info.isFile()) throw new Error('it is no regular file');
    if (info.size > MOST_BYTES) throw new Error(`it has ${info.size} bytes, and ${MOST_BYTES} are the most`);
    text = await readFile(path, 'utf8');
  } catch (error) {
    const missing =
      error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code));
    throw new ModelError(
      missing
        ? `${path} is missing`
        : `${path} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ModelError(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new ModelError(`${path}: ${issueOf(parsed.error)}`);
  return parsed.data;
}
