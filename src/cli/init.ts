import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { CONFIG_FILE } from '../config/config.ts';
import { firstConfig } from '../config/first-config.ts';
import { FileError } from '../jsonl/file-error.ts';
import { listModels } from '../model/list-models.ts';
import { listFiles } from '../scan/files/list-files.ts';
import { shownPath } from '../scan/files/shown-path.ts';
import { visible } from '../scan/report/visible.ts';
import { TOOL } from '../scan/tool.ts';
import { UsageError } from '../scan/usage-error.ts';
import { repositoryRoot } from './repository-root.ts';
import { writeReport } from './write-report.ts';

/** `codepurify init`: a first configuration for the repository. */
export function initCommand(): Command {
  return new Command('init')
    .summary('write a first configuration that fits this repository')
    .description(
      `Writes ${CONFIG_FILE} with the installed victims for the languages found, and every other key with its default as a comment. A file that is there already is left as it is.`,
    )
    .addHelpText('after', '\nExample:\n  $ codepurify init')
    .action(init);
}

async function init(): Promise<void> {
  const cwd = process.cwd();
  const root = await repositoryRoot(cwd);
  const path = join(root, CONFIG_FILE);
  const shown = shownPath(path, cwd);
  const { files } = await listFiles([root], cwd);
  const cards = (await listModels()).flatMap((model) => ('card' in model ? [model.card] : []));
  const text = firstConfig(
    files.map((file) => shownPath(file, root)),
    cards,
    TOOL.version,
  );
  await writeNew(path, shown, text);
  await writeReport(
    visible(`${shown} is written: look it through, then commit it to the default branch.\n`),
    undefined,
  );
}

/** Throws UsageError where the file is there already, and FileError where it cannot be written. */
async function writeNew(path: string, shown: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    const { code, syscall } = error;
    if (code === 'EEXIST' && syscall === 'open') {
      throw new UsageError(`${shown} is there already and was left as it is: codepurify validate checks it.`);
    }
    throw new FileError(`${shown} cannot be written (${code}): look at the permissions of its folder.`);
  }
}
