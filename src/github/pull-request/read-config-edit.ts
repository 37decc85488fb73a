import { CONFIG_FILE } from '../../config/config.ts';
import type { Problem } from '../../config/problem.ts';
import type { ListedModel } from '../../model/list-models.ts';
import type { ListedFile } from './listed-files.ts';
import { openTree } from './open-tree.ts';
import { readBlob } from './read-blob.ts';
import { checkedConfig, organisationConfig, type ReadConfig } from './read-config.ts';
import type { KeptTexts } from './read-text-file.ts';
import type { Repository } from './repository.ts';

/** A configuration no larger than this is read from a pull request; the parser wants it much smaller. */
const MOST_BYTES = 1_000_000;

/** What a pull request makes of the configuration: whether it could be used after the merge, over the organisation's. */
export interface ConfigEdit {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** As of any configuration that cannot be used. */
  readonly unaudited: readonly Problem[];
  /** Of the edited file alone. */
  readonly warnings: readonly Problem[];
}

/** Reads the configuration at the head, only to check it; undefined where the pull request leaves it as it is. */
export async function readConfigEdit(
  repository: Repository,
  head: string,
  files: readonly ListedFile[],
  installed: readonly ListedModel[],
  kept: KeptTexts,
): Promise<ConfigEdit | undefined> {
  const edited = files.find(({ filename, status }) => filename === CONFIG_FILE && status !== 'removed');
  if (edited === undefined) return undefined;
  const entry = await openTree(repository, head)(CONFIG_FILE);
  if (entry === undefined) return undefined;
  const text = entry.size > MOST_BYTES ? { tooLarge: entry.size } : await readBlob(repository, entry.sha);
  if ('message' in text) {
    const problem = { file: CONFIG_FILE, key: '', line: 1, column: 1, message: inSentence(text.message) };
    return { ok: false, problems: [problem], unaudited: [], warnings: [] };
  }
  const under = await organisationConfig(repository, kept);
  return editOf(checkedConfig([...under, { file: CONFIG_FILE, found: text }], installed));
}

export function editOf(read: ReadConfig): ConfigEdit {
  const { problems, unaudited } = read.ok ? { problems: [], unaudited: [] } : read;
  const warnings = read.warnings.filter(({ file }) => file === CONFIG_FILE);
  return { ok: read.ok, problems, unaudited, warnings };
}

function inSentence(message: string): string {
  return message.replace(/\.$/, '').replace(/^It/, 'it');
}
