import { CONFIG_FILE } from '../../config/config.ts';
import type { ParsedConfig } from '../../config/parse-config.ts';
import type { Problem } from '../../config/problem.ts';
import type { ListedModel } from '../../model/list-models.ts';
import type { ListedFile } from './listed-files.ts';
import { openTree } from './open-tree.ts';
import { readBlob } from './read-blob.ts';
import { checkedConfig } from './read-config.ts';
import type { Repository } from './repository.ts';

/** A configuration no larger than this is read from a pull request; the parser wants it much smaller. */
const MOST_BYTES = 1_000_000;

/** What a pull request makes of the configuration: whether it could be used after the merge. */
export interface ConfigEdit {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Reads the configuration at the head, only to check it; undefined where the pull request leaves it as it is. */
export async function readConfigEdit(
  repository: Repository,
  head: string,
  files: readonly ListedFile[],
  installed: readonly ListedModel[],
): Promise<ConfigEdit | undefined> {
  const edited = files.find(({ filename, status }) => filename === CONFIG_FILE && status !== 'removed');
  if (edited === undefined) return undefined;
  const entry = await openTree(repository, head)(CONFIG_FILE);
  if (entry === undefined) return undefined;
  const text = entry.size > MOST_BYTES ? { tooLarge: entry.size } : await readBlob(repository, entry.sha);
  if ('message' in text) {
    const problem = { file: CONFIG_FILE, key: '', line: 1, column: 1, message: inSentence(text.message) };
    return { ok: false, problems: [problem], warnings: [] };
  }
  return editOf(checkedConfig(text, CONFIG_FILE, installed));
}

export function editOf(parsed: ParsedConfig): ConfigEdit {
  return { ok: parsed.ok, problems: parsed.ok ? [] : parsed.problems, warnings: parsed.warnings };
}

function inSentence(message: string): string {
  return message.replace(/\.$/, '').replace(/^It/, 'it');
}
