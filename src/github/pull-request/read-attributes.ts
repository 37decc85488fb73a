import { z } from 'zod';
import { passedOver } from '../../scan/files/passed-over.ts';
import type { ListedFile } from './listed-files.ts';
import type { Repository } from './repository.ts';

const FILE = '.gitattributes';
/** Folders that are looked into, at most, and in one request. */
const MOST_FOLDERS = 500;
const AT_ONCE = 50;

/** Paths that lie deeper are not looked at: a pull request can bring folders without end. */
const DEEPEST = 40;

/**
 * The text of the `.gitattributes` of each folder, the root being ''; undefined where a folder has none. What is not in it
 * is not known.
 */
export type Attributes = ReadonlyMap<string, string | undefined>;

const answerSchema = z.object({
  repository: z.record(
    z.string(),
    z.object({ text: z.string().nullish(), isTruncated: z.boolean().nullish() }).nullable(),
  ),
});

/**
 * Reads what a commit says of the folders of changed files, from the root to each file. `commit` is of the base, as git
 * names it: at the head a pull request could hide its own files.
 */
export async function readAttributes(
  { octokit, owner, repo, signal }: Repository,
  commit: string,
  files: readonly ListedFile[],
): Promise<Attributes> {
  const paths = files
    .filter(({ status }) => status !== 'removed')
    .flatMap(({ filename, previous_filename: before }) => [
      filename,
      ...(before === undefined ? [] : [before]),
    ])
    .filter((path) => passedOver(path) === undefined && foldersOf(path).length <= DEEPEST);
  const folders = [...new Set(paths.flatMap(foldersOf))]
    .sort((one, other) => one.split('/').length - other.split('/').length || one.length - other.length)
    .slice(0, MOST_FOLDERS);
  const found = new Map<string, string | undefined>();
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const some = folders.slice(at, at + AT_ONCE);
    const { repository } = answerSchema.parse(
      await octokit.graphql(queryFor(some.length), {
        owner,
        repo,
        ...Object.fromEntries(some.map((folder, index) => [`f${index}`, `${commit}:${inFolder(folder)}`])),
      }),
    );
    for (const [index, folder] of some.entries()) {
      const file = repository[`f${index}`] ?? undefined;
      if (file === undefined) found.set(folder, undefined);
      else if (typeof file.text === 'string' && !file.isTruncated) found.set(folder, file.text);
    }
  }
  return found;
}

/** The folders that a path lies in, the root first. */
export function foldersOf(path: string): string[] {
  return ['', ...path.matchAll(/\//g).map(({ index }) => path.slice(0, index))];
}

function inFolder(folder: string): string {
  return folder === '' ? FILE : `${folder}/${FILE}`;
}

/** One question for each folder. Their names are hostile text, and go as variables. */
function queryFor(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `f${index}`);
  return `query ($owner: String!, $repo: String!, ${names.map((name) => `$${name}: String!`).join(', ')}) {
  repository(owner: $owner, name: $repo) {
    ${names.map((name) => `${name}: object(expression: $${name}) { ... on Blob { text isTruncated } }`).join('\n    ')}
  }
}`;
}
