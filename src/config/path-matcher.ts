/** What a `*` is in one row of symbols, and whether any other symbol of the pattern stands for one of the text. */
interface Symbols<P, T> {
  readonly isStar: (symbol: P) => boolean;
  readonly stands: (symbol: P, of: T) => boolean;
}

/**
 * Whether a row with stars, each for any number of symbols, matches a whole text. A star that took too little takes one
 * more, and no earlier star is asked again: each pair of symbols is compared once at most.
 */
function matchesRow<P, T>(row: readonly P[], text: readonly T[], { isStar, stands }: Symbols<P, T>): boolean {
  let at = 0;
  let read = 0;
  let star = -1;
  let taken = 0;
  while (read < text.length) {
    const symbol = row[at];
    if (symbol !== undefined && isStar(symbol)) {
      star = at;
      taken = read;
      at += 1;
    } else if (symbol !== undefined && stands(symbol, text[read] as T)) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      at = star + 1;
      taken += 1;
      read = taken;
    } else {
      return false;
    }
  }
  return row.slice(at).every(isStar);
}

const CHARACTERS: Symbols<string, string> = {
  isStar: (character) => character === '*',
  stands: (character, of) => character === '?' || character === of,
};

const FOLDERS: Symbols<readonly string[], readonly string[]> = {
  isStar: (name) => name.length === 2 && name[0] === '*' && name[1] === '*',
  stands: (name, of) => matchesRow(name, of, CHARACTERS),
};

/** Names as rows of whole characters, since `?` stands for one of them. */
function rows(path: string): (readonly string[])[] {
  return path.split('/').map((name) => [...name]);
}

/**
 * A function that finds the first of some patterns that matches a path (forward slashes, relative to the root). `*` stands
 * for anything within a name, `?` for one character, `**` for any number of folders; what matches a folder matches all
 * below it, unless only `files` are meant. Case counts. No regular expression is made of a pattern: the work for a path is at most its length times
 * that of all patterns.
 */
export function pathMatcher(
  patterns: readonly string[],
  meant: 'files and folders' | 'files' = 'files and folders',
): (path: string) => string | undefined {
  const below = meant === 'files' ? [] : [['*', '*']];
  const compiled = patterns.map((pattern) => ({
    pattern,
    row: [...rows(pattern.replace(/\/$/, '')), ...below],
  }));
  return (path) => {
    const text = rows(path);
    return compiled.find(({ row }) => matchesRow(row, text, FOLDERS))?.pattern;
  };
}
