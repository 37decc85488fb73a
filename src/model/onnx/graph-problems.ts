import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from '../card.ts';
import { GRADIENT_FILE } from '../gradients.ts';
import { quoted } from '../quoted.ts';
import { graphFacts } from './graph-facts.ts';

/** Domains whose operators ONNX Runtime has by itself. */
const KNOWN_DOMAINS = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview',
  'ai.onnx.preview.training',
  'com.microsoft',
  'com.microsoft.experimental',
  'com.microsoft.nchwc',
  'com.ms.internal.nhwc',
]);
/** Operators of these domains that run code which the file names. */
const RUNS_CODE = /^Py(thon)?(Custom)?Op(Grad)?$/;
const MOST_NAMED = 3;
/** Protobuf knows no larger message. */
const TOO_LARGE = 2 ** 31;

/**
 * What an ONNX file of a model folder asks for that it must not have: weights in files outside the folder, or in files that
 * the card does not list, so that no hash says what they are; of a gradient graph, in any but the model's; operators that are somebody's own code; more than can be read.
 */
export async function graphProblems(
  folder: string,
  file: string,
  listed: Card['files'],
): Promise<readonly string[]> {
  const path = join(folder, file);
  const facts = await factsOf(path);
  if ('problem' in facts) return [`${path} cannot be used: ${facts.problem}; export the model anew`];
  const outside = await Promise.all(
    [...facts.external].map(([location, end]) => wrongWith(path, folder, location, end, listed)),
  );
  const foreign = [...facts.operators].flatMap(([domain, types]) => {
    const wrong = KNOWN_DOMAINS.has(domain) ? [...types].filter((type) => RUNS_CODE.test(type)) : [...types];
    return wrong.length === 0
      ? []
      : [
          `${path} needs ${some(wrong)} of the domain ${quoted(domain)}, operators that ONNX Runtime does not have and whose code is never loaded here; export the model with standard operators`,
        ];
  });
  return [...outside.flatMap((problem) => problem ?? []), ...foreign].slice(0, 20);
}

/** Files beside it from which an ONNX file reads weights, by plain names; none where it cannot be read. */
export async function weightFiles(path: string): Promise<readonly string[]> {
  const facts = await factsOf(path);
  return 'problem' in facts ? [] : [...facts.external.keys()].filter((name) => isPlain(name));
}

async function factsOf(path: string): Promise<ReturnType<typeof graphFacts> | { readonly problem: string }> {
  try {
    const { size } = await stat(path);
    if (size >= TOO_LARGE) {
      throw new RangeError(`it has ${size} bytes, and no ONNX file has 2 GiB without weights in other files`);
    }
    return graphFacts(await readFile(path));
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function wrongWith(
  path: string,
  folder: string,
  location: string,
  end: number,
  listed: Card['files'],
): Promise<string | undefined> {
  const weights = `${path} reads weights from ${quoted(location)}`;
  if (path.endsWith(GRADIENT_FILE) && location !== 'model.onnx') {
    return `${weights}, and a gradient graph may read those of model.onnx only; export it anew`;
  }
  if (!isPlain(location)) {
    return `${weights}, which is no plain file name of this folder; export the model with its weights beside it`;
  }
  if (!Object.hasOwn(listed, location)) {
    return `${weights}, whose SHA-256 is not in codepurify.json, so nothing tells whether they were changed; add it to files`;
  }
  const size = (await stat(join(folder, location)).catch(() => undefined))?.size;
  if (size === undefined || end <= size) return undefined;
  return `${weights} up to byte ${end}, and that file has ${size}; restore it`;
}

function isPlain(name: string): boolean {
  return /^[\w-][\w.-]*$/.test(name);
}

function some(types: readonly string[]): string {
  const more = types.length - MOST_NAMED;
  return `${types.slice(0, MOST_NAMED).map(quoted).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
