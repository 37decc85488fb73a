import { opendir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Card } from './card.ts';
import { CARD_FILE } from './read-card.ts';

/** Files that other loaders unpickle, import or execute. */
const RUNS_CODE =
  /\.(bin|pt|pth|pkl|pickle|ckpt|joblib|npy|npz|h5|keras|mar|pyc?|ipynb|sh|bat|ps1|exe|so|dll|dylib|jar|js|node)$/i;
const MOST_SEEN = 10_000;
const MOST_TOLD = 20;

/**
 * What lies in a model folder and should not: files from which other programs may run code, graphs that no hash speaks of,
 * and links that lead out of it. Nothing of it is ever loaded here.
 */
export async function strangeFiles(folder: string, listed: Card['files']): Promise<readonly string[]> {
  const told: string[] = [];
  const home = await realpath(folder);
  let seen = 0;
  for await (const entry of await opendir(folder)) {
    if (++seen > MOST_SEEN)
      return [...told, `${folder} holds more than ${MOST_SEEN} files; the rest was not looked at`];
    if (told.length >= MOST_TOLD) return [...told, `${folder} holds more files like these`];
    const path = join(folder, entry.name);
    const own = entry.name === CARD_FILE || Object.hasOwn(listed, entry.name);
    if (entry.isSymbolicLink() && own && !(await isWithin(home, path))) {
      told.push(
        `${path} is a link that leads out of the folder; put the file itself there, for who may change the other changes this one`,
      );
    } else if (RUNS_CODE.test(entry.name) && !own) {
      told.push(
        `${path} is not loaded here, but other programs may run code from it; delete it unless you know where it is from`,
      );
    } else if (entry.name.endsWith('.onnx') && !own) {
      told.push(
        `${path} is not listed in ${CARD_FILE}, so it is not loaded; delete it, or add its SHA-256 to files`,
      );
    }
  }
  return told.sort();
}

async function isWithin(home: string, path: string): Promise<boolean> {
  const target = await realpath(path).catch(() => home);
  const way = relative(home, target);
  return way !== '..' && !way.startsWith(`..${sep}`);
}
