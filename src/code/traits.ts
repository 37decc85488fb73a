import type { Language } from './language.ts';

/** What stands around a snippet that is not a program by itself, such as a method without its class. */
export interface Context {
  readonly before: string;
  readonly after: string;
}

/** What the edits must know of a language and its grammar does not tell. */
interface Traits {
  /** Tried in turn where a function does not parse by itself. */
  readonly contexts: readonly Context[];
  /** What stands where a statement is needed and nothing is to be done. */
  readonly nothing: string;
}

const inClass: Context = { before: 'class _ {\n', after: '\n}' };
const braces = { contexts: [], nothing: '{}' };
const script: Traits = { contexts: [inClass, { before: '_ = {\n', after: '\n}' }], nothing: '{}' };

export const TRAITS: Readonly<Record<Language, Traits>> = {
  c: { contexts: [], nothing: ';' },
  cpp: { contexts: [inClass], nothing: ';' },
  java: { contexts: [inClass], nothing: ';' },
  python: { contexts: [{ before: 'if 1:\n', after: '\n' }], nothing: 'pass' },
  javascript: script,
  typescript: script,
  tsx: script,
  go: braces,
  csharp: { contexts: [inClass], nothing: ';' },
  php: {
    contexts: [
      { before: '<?php\n', after: '' },
      { before: '<?php class _ {\n', after: '\n}' },
    ],
    nothing: ';',
  },
  ruby: { contexts: [], nothing: '' },
  rust: { contexts: [{ before: 'impl _ {\n', after: '\n}' }], nothing: '{}' },
};
