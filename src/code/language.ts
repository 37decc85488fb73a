/** The languages that can be parsed, and the file endings that tell them apart. */
const ENDINGS = {
  c: ['c', 'h'],
  cpp: ['cc', 'cpp', 'cxx', 'hh', 'hpp', 'hxx'],
  java: ['java'],
  python: ['py', 'pyi'],
  javascript: ['js', 'mjs', 'cjs', 'jsx'],
  typescript: ['ts', 'mts', 'cts'],
  tsx: ['tsx'],
  go: ['go'],
  csharp: ['cs'],
  php: ['php'],
  ruby: ['rb'],
  rust: ['rs'],
} as const;

export type Language = keyof typeof ENDINGS;

export const LANGUAGES = Object.keys(ENDINGS) as readonly Language[];

const BY_ENDING = new Map<string, Language>(
  LANGUAGES.flatMap((language) => ENDINGS[language].map((ending) => [ending, language] as const)),
);

/** The language of a file by its ending, or undefined where it is none of ours. */
export function languageOf(path: string): Language | undefined {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1];
  return ending === undefined ? undefined : BY_ENDING.get(ending.toLowerCase());
}
