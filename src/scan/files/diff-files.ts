import { resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { type ChangedFile, changedLines } from './changed-lines.ts';
import { git } from './git.ts';
import type { Listing } from './listing.ts';
import { notRead } from './not-read.ts';
import { type PassedOver, passedOver } from './passed-over.ts';

export interface DiffListing extends Listing {
  /** By absolute path, the changes of each of `files`. */
  readonly changes: ReadonlyMap<string, ChangedFile>;
}

/**
 * The source files under `paths` that differ between the working tree and the merge base of HEAD and `base`.
 * Throws UsageError where there is no repository, no such commit or no common history.
 */
export async function diffFiles(
  base: string,
  paths: readonly string[],
  cwd: string,
  signal?: AbortSignal,
): Promise<DiffListing> {
  const root = (await git(cwd, ['rev-parse', '--show-toplevel'], signal))?.trimEnd();
  if (root === undefined) {
    throw new UsageError('--diff needs a git repository: run it inside one, or leave --diff out.');
  }
  const from = await mergeBase(root, base, signal);
  const asked = paths.map((path) => resolve(cwd, path));
  const [patch, others] = await Promise.all([
    git(root, [...DIFF, from, '--', ...asked], signal),
    git(
      root,
      ['--literal-pathspecs', 'ls-files', '-z', '--others', '--exclude-standard', '--', ...asked],
      signal,
    ),
  ]);
  if (patch === undefined || others === undefined) {
    throw new UsageError(`git cannot show what changed since ${base}: try git diff ${base} to see why.`);
  }

  const skipped: PassedOver[] = others
    .split('\0')
    .slice(0, -1)
    .map((path) => passedOver(path) ?? 'not tracked by git');
  const changes = new Map<string, ChangedFile>();
  for (const change of changesIn(patch, base)) {
    const path = resolve(root, change.path);
    const reason = passedOver(change.path) ?? (await notRead(path));
    if (reason === undefined) changes.set(path, change);
    else if (reason !== 'gone') skipped.push(reason);
  }
  return { files: [...changes.keys()].sort(), changes, passedOver: skipped, problems: [] };
}

function changesIn(patch: string, base: string): ChangedFile[] {
  try {
    return changedLines(patch);
  } catch (error) {
    throw new UsageError(
      `What git says changed since ${base} cannot be read, as during a merge with conflicts: solve these first.`,
      { cause: error },
    );
  }
}

const DIFF = [
  '--literal-pathspecs',
  'diff',
  '--unified=0',
  '--find-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--submodule=short',
];

async function mergeBase(root: string, base: string, signal?: AbortSignal): Promise<string> {
  const commit = await git(
    root,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`],
    signal,
  );
  if (commit === undefined) {
    throw new UsageError(`--diff ${base}: there is no such commit here; fetch it, or name another.`);
  }
  const common = await git(root, ['merge-base', commit.trim(), 'HEAD'], signal);
  if (common === undefined) {
    throw new UsageError(
      `--diff ${base}: it shares no history with HEAD; in a shallow clone run git fetch --unshallow first.`,
    );
  }
  return common.trim();
}
