import { languageOf } from '../../code/language.ts';

/** Folders of other people's code. */
const VENDORED = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'vendored',
  'third_party',
  'third-party',
  'thirdparty',
  '3rdparty',
  'site-packages',
  'Pods',
]);

export const PASSED_OVER = [
  'hidden file',
  'vendored file',
  'no known language',
  'symbolic link',
  'submodule',
  'no regular file',
  'not tracked by git',
  'empty file',
  'no functions',
  'no victim for the language',
  'beyond the limit',
  'interrupted',
] as const;
/** Why a file, or a whole folder, was not looked into though nothing is wrong with it. */
export type PassedOver = (typeof PASSED_OVER)[number];

/** By the path alone: `path` has forward slashes and is relative to the folder that was asked for. */
export function passedOver(path: string): PassedOver | undefined {
  const segments = path.split('/');
  if (segments.some((segment) => segment.startsWith('.'))) return 'hidden file';
  if (segments.some((segment) => VENDORED.has(segment))) return 'vendored file';
  // So git lists a repository within the repository.
  if (path.endsWith('/')) return 'submodule';
  return languageOf(path) === undefined ? 'no known language' : undefined;
}

/** A folder that is not entered, by its name. */
export function closedFolder(name: string): PassedOver | undefined {
  if (name.startsWith('.')) return 'hidden file';
  return VENDORED.has(name) ? 'vendored file' : undefined;
}
