import { resolve } from 'node:path';
import { type Language, languageOf } from '../code/language.ts';
import { readSource } from '../scan/files/read-source.ts';
import { shownPath } from '../scan/files/shown-path.ts';
import type { SourceFile } from '../scan/source-file.ts';

interface Asked {
  /** What the user named, files and folders. */
  readonly named: readonly string[];
  readonly cwd: string;
  /** Of the files that were named, whatever their names. */
  readonly language?: Language;
}

/** Files on the disk, by absolute path, as they are scanned. */
export function sourceFiles(paths: readonly string[], { named, cwd, language }: Asked): SourceFile[] {
  const own = new Set(named.map((path) => resolve(cwd, path)));
  return paths.map((path) => {
    const spoken = (own.has(path) ? language : undefined) ?? languageOf(path);
    return {
      file: shownPath(path, cwd),
      ...(spoken && { language: spoken }),
      named: own.has(path),
      read: () => readSource(path),
    };
  });
}
