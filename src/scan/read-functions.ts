import { touches } from './files/changed-lines.ts';
import type { Problem } from './files/listing.ts';
import type { PassedOver } from './files/passed-over.ts';
import { findFunctions } from './find-functions.ts';
import { type FoundFunction, judges } from './found-function.ts';
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
  { victims, signal, onProgress, most }: Pick<ScanOptions, 'victims' | 'signal' | 'onProgress' | 'most'>,
): Promise<ReadFunctions> {
  const functions: FoundFunction[] = [];
  const passedOver: PassedOver[] = [];
  const problems: Problem[] = [];

  for (const [done, source] of files.entries()) {
    onProgress?.({ stage: 'reading', done, total: files.length });
    const found = signal?.aborted ? 'interrupted' : await functionsIn(source);
    if (typeof found === 'string') passedOver.push(found);
    else if ('message' in found) problems.push({ file: source.file, message: found.message });
    else for (const each of found) functions.push(each);
  }
  return withinLimit({ functions, passedOver, problems }, most);

  async function functionsIn({ file, language, named, change, victims: own, read }: SourceFile) {
    if (language === undefined) {
      return named
        ? { message: 'Its name does not tell its language: give --language.' }
        : 'no known language';
    }
    if (!victims.some((victim) => judges(victim, { language, ...(own && { victims: own }) }))) {
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
    if ('message' in found) return found;
    const { functions, unparsed } = found;
    if (change !== undefined && unparsed !== undefined) {
      problems.push({
        file,
        message: `Line ${unparsed} and those after it do not parse: functions of the change may be missing.`,
      });
    }
    if (functions.length === 0) return 'no functions';
    return own === undefined ? functions : functions.map((each) => ({ ...each, victims: own }));
  }
}

/** Functions beyond the limit are not asked about any more; what was asked for and is left out is a problem. */
function withinLimit({ functions, passedOver, problems }: ReadFunctions, most = Number.POSITIVE_INFINITY) {
  const asked = functions.filter((found) => found.asked);
  if (asked.length <= most) return { functions, passedOver, problems };
  const beyond = new Set(asked.slice(most));
  const message = `There are ${asked.length} functions to inspect, and ${most} are inspected at most.`;
  return {
    functions: functions.map((found) => (beyond.has(found) ? { ...found, asked: false } : found)),
    passedOver: [...passedOver, ...Array.from(beyond, () => 'beyond the limit' as const)],
    problems: [...problems, { file: '', message }],
  };
}
