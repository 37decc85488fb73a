import { pathMatcher } from '../../config/path-matcher.ts';
import { pathPatternSchema } from '../../config/path-pattern.ts';
import { type Attributes, foldersOf } from './read-attributes.ts';

const MOST_CHARACTERS = 64 * 1024;
/** Of one file, for one attribute: with the length of a pattern it bounds the work that a path can cause. */
const MOST_RULES = 50;

/** Why a marked path is not looked into, by the attribute that marks it as GitHub's own pages know it. */
const REASONS = { 'linguist-generated': 'generated file', 'linguist-vendored': 'vendored file' } as const;
type Attribute = keyof typeof REASONS;

/** Whether a file of attributes marks a path below its folder; undefined where it says nothing of it. */
type Says = (path: string) => boolean | undefined;

/**
 * Why a path is not to be looked into as `.gitattributes` have it, as git reads them: what lies deeper in the tree counts
 * before what lies higher, and in one file the last line that matches. Where not all is known of a path, or a line is more
 * than our patterns can express, it counts as not marked.
 */
export function markedPaths(attributes: Attributes): (path: string) => string | undefined {
  const known = (Object.keys(REASONS) as Attribute[]).map((attribute) => ({
    reason: REASONS[attribute],
    files: new Map(Array.from(attributes, ([folder, text]) => [folder, saysOf(text, attribute)])),
  }));
  return (path) => known.find(({ files }) => isMarked(path, files))?.reason;
}

function isMarked(path: string, files: ReadonlyMap<string, Says>): boolean {
  const folders = foldersOf(path);
  if (folders.some((folder) => !files.has(folder))) return false;
  for (const folder of folders.reverse()) {
    const marked = files.get(folder)?.(folder === '' ? path : path.slice(folder.length + 1));
    if (marked !== undefined) return marked;
  }
  return false;
}

function saysOf(text: string | undefined, attribute: Attribute): Says {
  if (text === undefined) return () => undefined;
  if (text.length > MOST_CHARACTERS) return () => false;
  const rules = text.split(/\r?\n/).flatMap((line) => ruleOf(line, attribute) ?? []);
  const last = rules.slice(-MOST_RULES).reverse();
  const otherwise = last.length < rules.length ? false : undefined;
  return (path) => last.find(({ matches }) => matches(path))?.marks ?? otherwise;
}

function ruleOf(line: string, attribute: Attribute) {
  const [pattern = '', ...words] = line.trim().split(/\s+/);
  const word = words.findLast((each) => each.replace(/^[-!]/, '').replace(/=.*$/, '') === attribute);
  // What ends with a slash means folders, and no file in them.
  if (word === undefined || pattern.startsWith('#') || pattern.endsWith('/')) return undefined;
  const marks = word === attribute || word === `${attribute}=true`;
  const rooted = pattern.startsWith('/') ? pattern.slice(1) : pattern;
  const anywhere = pattern.includes('/') ? rooted : `**/${rooted}`;
  if (!pathPatternSchema.safeParse(anywhere).success) {
    return marks ? undefined : { marks, matches: () => true };
  }
  const matcher = pathMatcher([anywhere], 'files');
  return { marks, matches: (path: string) => matcher(path) !== undefined };
}
