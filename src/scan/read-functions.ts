import { touches } from './files/changed-lines.ts';
import type { Problem } from './files/listing.ts';
import type { PassedOver } from './files/passed-over.ts';
import { findFunctions } from './find-functions.ts';
import type { FoundFunction } from './found-function.ts';
import type { ScanOptions } from './scan-options.ts';
import type { SourceFile } from './source-file.ts';

export interface ReadFunctions {
  /** In the order of the files and of their position. */
  readonly functions: readonly FoundFunction[];
  readonly passedOver: readonly PassedOver[];
  readonly problems: readonly Problem[];
}

/** Reads files and finds their functions. A stop leaves the later files out, as interrupted. */
export async function readFunctions(
  files: readonly SourceFile[],
  { victims, signal, onProgress }: Pick<ScanOptions, 'victims' | 'signal' | 'onProgress'>,
): Promise<ReadFunctions> {
  const functions: FoundFunction[] = [];
  const passedOver: PassedOver[] = [];
  const problems: Problem[] = [];

  for (const [done, source] of files.entries()) {
    onProgress?.({ stage: 'reading', done, total: files.length });
    const found = signal?.aborted ? 'interrupted' : await functionsIn(source);
    if (typeof found === 'string') passedOver.push(found);
    else if ('message' in found) problems.push({ file: source.file, message: found.message });
    else functions.push(...found);
  }
  return { functions, passedOver, problems };

  async function functionsIn({ file, language, named, change, read }: SourceFile) {
    if (language === undefined) {
      return named
        ? { message: 'Its name does not tell its language: give --language.' }
        : 'no known language';
    }
    if (!victims.some(({ card }) => card.languages.includes(language))) {
      return named
        ? { message: `None of the victims reads ${language}: name one that does with --victim.` }
        : 'no victim for the language';
    }
    const source = await read();
    if ('message' in source) return source;
    if (source.text.trim() === '') return 'empty file';
    const found = await findFunctions(
      source.text,
      language,
      file,
      change && ((lines) => touches(change, lines)),
    );
    return 'message' in found || found.length > 0 ? found : 'no functions';
  }
}
