import { type Language, languageOf } from '../../code/language.ts';
import type { PathRule } from '../../config/path-rules.ts';
import { passedOver } from '../../scan/files/passed-over.ts';
import type { ListedFile } from './listed-files.ts';

/** What a repository says of its paths. */
export interface PathFacts {
  readonly ruleOf: (path: string) => PathRule;
  /** Why it is not to be looked into, where it is so marked. */
  readonly markOf: (path: string) => string | undefined;
}

/** A changed file that may hold functions to inspect. */
export interface ChosenFile {
  readonly listed: ListedFile;
  readonly language: Language;
  /** By name; undefined for the built-in ones. */
  readonly victims: ReadonlySet<string> | undefined;
  /** Where it lay before, it was not inspected by the same victims: all of it counts as changed. */
  readonly whole: boolean;
}

/** The files to look into, and for each other one that still exists the reason why not. By their paths alone. */
export function chooseFiles(
  files: readonly ListedFile[],
  facts: PathFacts,
): { readonly chosen: readonly ChosenFile[]; readonly passedOver: readonly string[] } {
  const chosen: ChosenFile[] = [];
  const reasons: string[] = [];
  for (const listed of files) {
    if (listed.status === 'removed') continue;
    const now = lookAt(listed.filename, facts);
    if ('reason' in now) {
      reasons.push(now.reason);
      continue;
    }
    const before =
      listed.previous_filename === undefined ? undefined : lookAt(listed.previous_filename, facts);
    const whole = before !== undefined && ('reason' in before || !sameJudges(before, now));
    chosen.push({ listed, ...now, whole });
  }
  return { chosen, passedOver: reasons };
}

type Look =
  | { readonly reason: string }
  | { readonly language: Language; readonly victims: ReadonlySet<string> | undefined };

function lookAt(path: string, { ruleOf, markOf }: PathFacts): Look {
  const language = languageOf(path);
  const reason = passedOver(path);
  if (reason !== undefined || language === undefined) return { reason: reason ?? 'no known language' };
  const rule = ruleOf(path);
  if (rule.kind === 'excluded') return { reason: 'excluded by the configuration' };
  const mark = markOf(path);
  if (mark !== undefined) return { reason: mark };
  if (rule.kind === 'built-in') return { language, victims: undefined };
  return rule.names.length === 0
    ? { reason: 'no victim for the file' }
    : { language, victims: new Set(rule.names) };
}

function sameJudges(before: Exclude<Look, { reason: string }>, now: Exclude<Look, { reason: string }>) {
  if (before.language !== now.language) return false;
  return now.victims === undefined || now.victims.symmetricDifference(before.victims ?? new Set()).size === 0;
}
