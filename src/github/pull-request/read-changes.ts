import type { ChangedFile, Hunk } from '../../review/changed-file.ts';
import { changedLinesOf } from '../../review/changed-lines-of.ts';
import type { Problem } from '../../scan/files/listing.ts';
import { MOST_BYTES, tooLarge } from '../../scan/files/read-source.ts';
import type { SourceFile } from '../../scan/source-file.ts';
import type { ChosenFile } from './choose-files.ts';
import { comparing, hunksOf } from './hunks.ts';
import type { Listed } from './listed-files.ts';
import { openTree, type TreeEntry } from './open-tree.ts';
import { overAll } from './over-all.ts';
import { readBlob } from './read-blob.ts';
import type { Repository } from './repository.ts';
import { saysGenerated } from './says-generated.ts';

/** Files and bytes that are read of one pull request, at most: they are all held in memory. */
const MOST_FILES = 1_000;
const MOST_BYTES_IN_ALL = 64 * 1024 * 1024;
const AT_ONCE = 4;

/** The changed files with their texts, ready for the scan and the review. */
export interface Changes {
  readonly files: readonly ChangedFile[];
  readonly sources: readonly SourceFile[];
  readonly passedOver: readonly string[];
  readonly problems: readonly Problem[];
}

type Read =
  | { readonly file: ChangedFile; readonly source: SourceFile }
  | { readonly reason: string }
  | { readonly problem: Problem };

/** Reads files at the head, and at the merge base where GitHub shows no patch of them. What is not read is counted. */
export async function readChanges(
  repository: Repository,
  { head, mergeBase }: Pick<Listed, 'head' | 'mergeBase'>,
  chosen: readonly ChosenFile[],
): Promise<Changes> {
  const atHead = openTree(repository, head);
  const hunksBetween = comparing();
  let base: Promise<ReturnType<typeof openTree>> | undefined;
  const atBase = async (path: string) => {
    base ??= mergeBase().then((commit) => openTree(repository, commit));
    return (await base)(path);
  };
  const { wanted, ...beyond } = withinLimits(
    await overAll(chosen, AT_ONCE, async (file) => ({ file, entry: await atHead(file.listed.filename) })),
  );
  const read = await overAll(wanted, AT_ONCE, readOne);
  return {
    files: read.flatMap((each) => ('file' in each ? [each.file] : [])),
    sources: read.flatMap((each) => ('source' in each ? [each.source] : [])),
    passedOver: [...beyond.passedOver, ...read.flatMap((each) => ('reason' in each ? [each.reason] : []))],
    problems: [...beyond.problems, ...read.flatMap((each) => ('problem' in each ? [each.problem] : []))],
  };

  async function readOne({ file, entry }: Located): Promise<Read> {
    const { filename: path, previous_filename: previousPath, patch } = file.listed;
    if (entry === undefined) return { problem: { file: path, message: 'It is not at the head any more.' } };
    if (entry.mode === '120000') return { reason: 'symbolic link' };
    if (entry.mode === '160000') return { reason: 'submodule' };
    if (entry.size > MOST_BYTES) return { problem: { file: path, ...tooLarge(entry.size) } };

    const shown = patch === undefined ? undefined : hunksOf(patch);
    const before = shown === undefined ? await atBase(previousPath ?? path) : undefined;
    if (before?.sha === entry.sha && !file.whole) {
      return { reason: previousPath === undefined ? 'only its mode changed' : 'only renamed' };
    }
    const text = await readBlob(repository, entry.sha);
    if ('message' in text) return { problem: { file: path, message: text.message } };
    const hunks = shown ?? (await hunksFrom(before, text.text));
    const allNew = file.whole || hunks === undefined;
    const changed: ChangedFile = {
      path,
      ...(previousPath !== undefined && { previousPath }),
      status: STATUS[file.listed.status] ?? 'modified',
      hunks: hunks ?? [],
      head: text.text,
      ...(allNew && { allNew }),
    };
    if (saysGenerated(changed)) return { reason: 'generated file' };
    return {
      file: changed,
      source: {
        file: path,
        language: file.language,
        named: false,
        ...(file.victims && { victims: file.victims }),
        change: { path, lines: allNew ? 'all' : changedLinesOf(hunks) },
        read: async () => text,
      },
    };
  }

  async function hunksFrom(before: TreeEntry | undefined, after: string): Promise<Hunk[] | undefined> {
    if (before === undefined) return hunksBetween('', after);
    if (before.size > MOST_BYTES) return undefined;
    const text = await readBlob(repository, before.sha);
    return 'message' in text ? undefined : hunksBetween(text.text, after);
  }
}

const STATUS: Readonly<Record<string, ChangedFile['status']>> = {
  added: 'added',
  copied: 'renamed',
  renamed: 'renamed',
};

interface Located {
  readonly file: ChosenFile;
  readonly entry: TreeEntry | undefined;
}

function withinLimits(located: readonly Located[]) {
  const wanted: Located[] = [];
  let bytes = 0;
  for (const each of located) {
    const size = each.entry?.size ?? 0;
    const read = size > MOST_BYTES ? 0 : size;
    if (wanted.length === MOST_FILES || bytes + read > MOST_BYTES_IN_ALL) break;
    bytes += read;
    wanted.push(each);
  }
  const left = located.length - wanted.length;
  const message = `Of ${located.length} changed files only the first ${wanted.length} were read: no more files or bytes are read of one pull request.`;
  return {
    wanted,
    passedOver: Array.from({ length: left }, () => 'beyond the limit'),
    problems: left === 0 ? [] : [{ file: '', message }],
  };
}
