import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import {
  access,
  constants,
  copyFile,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { FileError } from '../jsonl/file-error.ts';
import type { Card } from './card.ts';
import { GRADIENT_FILE } from './gradients.ts';
import { graphTensors } from './onnx/graph-tensors.ts';
import { headOf } from './onnx/head-of.ts';
import { CARD_FILE } from './read-card.ts';

const README = 'README.md';

interface Changed {
  /** Of model.onnx, as `HeadFile.stored` gives them. */
  readonly bytes: Uint8Array;
  /** As it shall be; its hashes are those of the folder that is copied. */
  readonly card: Card;
  readonly readme: string;
}

/**
 * Looks before long work whether a folder can be written at all. Throws FileError where it holds something, is no folder
 * but a link or a file, or where what it is to be put in cannot be written to.
 */
export async function checkFolder(target: string): Promise<void> {
  if (target.trim() === '') throw new FileError('An empty name is no folder: name one.');
  const path = resolve(target);
  const above = await realpath(dirname(path)).catch(() => undefined);
  if (above === undefined || !(await lstat(above)).isDirectory()) {
    throw new FileError(`${target}: there is no folder to put it in; make it first.`);
  }
  try {
    await access(above, constants.W_OK | constants.X_OK);
  } catch {
    throw new FileError(
      `${target}: the folder that it is to be put in may not be written to; name another one.`,
    );
  }
  const info = await lstat(path).catch(() => undefined);
  if (info === undefined) return;
  if (info.isSymbolicLink()) throw new FileError(`${target} is a link: name the folder itself.`);
  if (!info.isDirectory()) throw new FileError(`${target} is a file and no folder: name another one.`);
  const held = await readdir(path).catch(() => undefined);
  if (held === undefined) throw new FileError(`${target}: this folder cannot be read; name another one.`);
  if (held.length > 0) throw new FileError(`${target} holds something already: name another folder.`);
}

/**
 * Copies a model folder, with another head in model.onnx and its own README: the files that its card names, the hashes of
 * those that changed, and gradient.onnx only where it reads the head out of model.onnx, for else it would be that of the old
 * model. The folder appears whole or not at all, once `check` is content with the draft of it.
 *
 * @throws FileError where it cannot be written, and what `check` throws
 */
export async function saveWithHead(
  folder: string,
  target: string,
  { bytes, card, readme }: Changed,
  check: (draft: string) => Promise<void>,
): Promise<void> {
  await checkFolder(target);
  const path = resolve(target);
  // Not by the folder's own name: with more behind it, that could be too long.
  const draft = join(dirname(path), `.codepurify-${randomUUID()}.tmp`);
  const drop = () => rmSync(draft, { recursive: true, force: true });
  // Who presses Ctrl-C twice waits for nothing.
  process.once('exit', drop);
  let isChecking = false;
  try {
    await mkdir(draft);
    const files: Record<string, string> = {};
    const made = new Map<string, Uint8Array>([
      ['model.onnx', bytes],
      [README, Buffer.from(readme)],
    ]);
    for (const [file, hash] of Object.entries(card.files)) {
      const own = made.get(file);
      if (own !== undefined) {
        files[file] = createHash('sha256').update(own).digest('hex');
      } else if (file !== GRADIENT_FILE || (await follows(join(folder, file), bytes))) {
        await copyFile(join(folder, file), join(draft, file), constants.COPYFILE_FICLONE);
        files[file] = hash;
      }
    }
    for (const [file, own] of made) await writeFile(join(draft, file), own);
    await writeFile(join(draft, CARD_FILE), `${JSON.stringify({ ...card, files }, null, 2)}\n`);
    isChecking = true;
    await check(draft);
    isChecking = false;
    await onDisk(draft);
    await rmdir(path).catch(() => undefined);
    await rename(draft, path);
  } catch (error) {
    drop();
    if (isChecking || !(error instanceof Error && 'syscall' in error)) throw error;
    throw new FileError(`${target}: it cannot be written (${error.message}). Nothing was left there.`);
  } finally {
    process.off('exit', drop);
  }
}

/** Whether a gradient graph reads every weight of the head from where it stands in model.onnx. */
async function follows(gradient: string, model: Uint8Array): Promise<boolean> {
  const offsets = new Set(
    graphTensors(await readFile(gradient)).flatMap(({ external }) =>
      external.get('location') === 'model.onnx' ? [Number(external.get('offset') ?? 0)] : [],
    ),
  );
  const head = headOf(model)?.tensors ?? [];
  return head.every(({ bytes }) => offsets.has(bytes.byteOffset - model.byteOffset));
}

async function onDisk(folder: string): Promise<void> {
  for (const file of await readdir(folder)) {
    const handle = await open(join(folder, file), 'r');
    await handle.sync();
    await handle.close();
  }
}
