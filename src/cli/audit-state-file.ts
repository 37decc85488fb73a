import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FileError } from '../jsonl/file-error.ts';
import { writeLines } from '../jsonl/write-lines.ts';
import { type AuditState, auditStateSchema } from '../lab/audit/audit-state.ts';
import { UsageError } from '../scan/usage-error.ts';

const fileSchema = z.strictObject({ audit: z.string(), searches: auditStateSchema });

export interface StateFile {
  /** As the file held it; empty where there was none. */
  readonly state: AuditState;
  keep(state: AuditState): Promise<void>;
}

/**
 * The file in which an audit keeps how far it is. `about` tells what is audited, and how: a search of something else
 * cannot be gone on with. Throws UsageError where the file holds one, and FileError where it is no such file.
 */
export async function openStateFile(path: string | undefined, about: string): Promise<StateFile> {
  if (path === undefined) return { state: {}, keep: async () => {} };
  const audit = createHash('sha256').update(about).digest('hex');
  return {
    state: await stateIn(path, audit),
    keep: (searches) => writeLines(path, one(JSON.stringify({ audit, searches }))),
  };
}

async function stateIn(path: string, audit: string): Promise<AuditState> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new FileError(`${path} cannot be read (${error instanceof Error ? error.message : error}).`);
  }
  const parsed = fileSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new FileError(`${path} was not written by codepurify audit: name another file with --state.`);
  }
  if (parsed.data.audit !== audit) {
    throw new UsageError(
      `${path} is of an audit of another victim, other functions or other options: name another file with --state.`,
    );
  }
  return parsed.data.searches;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function* one(text: string) {
  yield text;
}
