import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Card } from './card.ts';
import { CARD_FILE } from './read-card.ts';

/** Files that other loaders unpickle, import, unpack or execute, packed ones too. */
const RUNS_CODE =
  /\.(bin|pt|pth|pkl|pickle|dill|ckpt|joblib|npy|npz|h5|hdf5|keras|pb|mar|nemo|py[cdw]?|ipynb|whl|egg|sh|bash|bat|cmd|ps1|exe|so(\.\d+)*|dll|dylib|jar|class|[cm]?js|node|wasm|tar|tgz|zip|7z|rar)(\.(tar|zip|gz|bz2|xz|zst|lz4))*$/i;
const MOST_SEEN = 10_000;
const MOST_TOLD = 20;

/**
 * What lies in a model folder, at whatever depth, and should not: files from which other programs may run code, whatever the
 * card says of them, graphs that no hash speaks of, and links that lead out of it. Nothing of it is ever loaded here.
 */
export async function strangeFiles(folder: string, listed: Card['files']): Promise<readonly string[]> {
  const told: string[] = [];
  let seen = 0;
  for await (const found of within(folder)) {
    if (++seen > MOST_SEEN)
      return [...told.sort(), `${folder} holds more than ${MOST_SEEN} files; the rest was not looked at`];
    if (told.length >= MOST_TOLD) return [...told.sort(), `${folder} holds more files like these`];
    if (typeof found === 'string') told.push(found);
    else if (!found.isDirectory()) told.push(...(await strangeAbout(found, folder, listed)));
  }
  return told.sort();
}

/** All that a folder holds, what lies near first, and for a folder that cannot be read, why. As no link is followed, it ends. */
async function* within(folder: string): AsyncGenerator<Dirent | string> {
  const folders = [folder];
  for (const each of folders) {
    try {
      for await (const entry of await opendir(each)) {
        yield entry;
        if (entry.isDirectory()) folders.push(join(each, entry.name));
      }
    } catch (error) {
      yield `${each} cannot be looked into: ${error instanceof Error ? error.message : error}`;
    }
  }
}

async function strangeAbout(entry: Dirent, folder: string, listed: Card['files']): Promise<string[]> {
  const { name, parentPath } = entry;
  const path = join(parentPath, name);
  const near = parentPath === folder;
  const own = near && (name === CARD_FILE || Object.hasOwn(listed, name));
  const told: string[] = [];
  if (entry.isSymbolicLink() && !(await leadsWithin(folder, path))) {
    if (own) {
      told.push(
        `${path} is a link that leads out of the folder; put the file itself there, for who may change the other changes this one`,
      );
    } else if (await isFolder(path)) {
      told.push(`${path} is a link to a folder elsewhere, into which nobody looked; delete it`);
    }
  }
  if (RUNS_CODE.test(name)) {
    told.push(
      `${path} is ${own ? `listed in ${CARD_FILE}` : 'not loaded here'}, but other programs may run code from it; delete it unless you know where it is from`,
    );
  } else if (name.endsWith('.onnx') && !own) {
    told.push(
      `${path} is not listed in ${CARD_FILE}, so it is not loaded; delete it${near ? ', or add its SHA-256 to files' : ''}`,
    );
  }
  return told;
}

async function leadsWithin(folder: string, path: string): Promise<boolean> {
  const home = await realpath(folder);
  const way = relative(home, await realpath(path).catch(() => home));
  return way !== '..' && !way.startsWith(`..${sep}`);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
