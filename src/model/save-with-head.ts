import { createHash, randomUUID } from 'node:crypto';
import {
  constants,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { FileError } from '../jsonl/file-error.ts';
import type { Card } from './card.ts';
import { GRADIENT_FILE } from './gradients.ts';
import { graphTensors } from './onnx/graph-tensors.ts';
import { headOf } from './onnx/head-of.ts';
import { CARD_FILE } from './read-card.ts';

interface Changed {
  /** Of model.onnx, as `HeadFile.stored` gives them. */
  readonly bytes: Uint8Array;
  /** As it shall be; its hashes are those of the folder that is copied. */
  readonly card: Card;
  readonly readme: string;
}

/** Looks before long work whether a folder can be written at all. Throws FileError where it holds something. */
export async function checkFolder(target: string): Promise<void> {
  const held = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new FileError(`${target}: this is no folder that can be written; name another one.`);
  });
  if (held.length > 0) throw new FileError(`${target} holds something already: name another folder.`);
  const above = await readdir(dirname(resolve(target))).catch(() => undefined);
  if (above === undefined) throw new FileError(`${target}: there is no folder to put it in; make it first.`);
}

/**
 * Copies a model folder, with another head in model.onnx: the files that its card names, the hash of the one that
 * changed, and gradient.onnx only where it reads the head out of model.onnx, for else it would be that of the old
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
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await mkdir(draft);
    const files: Record<string, string> = {};
    for (const [file, hash] of Object.entries(card.files)) {
      if (file === 'model.onnx') {
        await writeFile(join(draft, file), bytes);
        files[file] = createHash('sha256').update(bytes).digest('hex');
      } else if (file !== GRADIENT_FILE || (await follows(join(folder, file), bytes))) {
        await copyFile(join(folder, file), join(draft, file), constants.COPYFILE_FICLONE);
        files[file] = hash;
      }
    }
    await writeFile(join(draft, CARD_FILE), `${JSON.stringify({ ...card, files }, null, 2)}\n`);
    await writeFile(join(draft, 'README.md'), readme);
    await check(draft);
    await onDisk(draft);
    await rmdir(path).catch(() => undefined);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new FileError(`${target}: it cannot be written (${error.message}). Nothing was left there.`);
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
