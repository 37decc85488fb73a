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
  /** A local is known in its whole scope, also before its declaration. */
  readonly knownEarly: boolean;
  /** A function and a variable of one name are two things. */
  readonly functionsApart: boolean;
  /** Statements end with a semicolon, so that a missing one is an error and not a matter of lines. */
  readonly semicolons: boolean;
  /** Between key and variable where a shorthand is written out. */
  readonly shorthand: string;
  /** What a new name must look like. */
  readonly name: RegExp;
}

const usual: Traits = {
  contexts: [],
  nothing: '{}',
  knownEarly: false,
  functionsApart: false,
  semicolons: true,
  shorthand: ': ',
  name: /^[A-Za-z_][A-Za-z0-9_]{0,254}$/,
};

const inClass: Context = { before: 'class _ {\n', after: '\n}' };
const script: Traits = {
  ...usual,
  contexts: [inClass, { before: '_ = {\n', after: '\n}' }],
  knownEarly: true,
  semicolons: false,
};

export const TRAITS: Readonly<Record<Language, Traits>> = {
  c: usual,
  cpp: { ...usual, contexts: [inClass] },
  java: { ...usual, contexts: [inClass], functionsApart: true },
  python: {
    ...usual,
    contexts: [{ before: 'if 1:\n', after: '\n' }],
    nothing: 'pass',
    knownEarly: true,
    semicolons: false,
  },
  javascript: script,
  typescript: script,
  tsx: script,
  go: { ...usual, semicolons: false },
  csharp: { ...usual, contexts: [inClass], functionsApart: true, shorthand: ' = ' },
  php: {
    ...usual,
    contexts: [
      { before: '<?php\n', after: '' },
      { before: '<?php class _ {\n', after: '\n}' },
    ],
    knownEarly: true,
    functionsApart: true,
  },
  ruby: {
    ...usual,
    nothing: 'nil',
    semicolons: false,
    knownEarly: true,
    functionsApart: true,
    name: /^[a-z_][A-Za-z0-9_]{0,254}$/,
  },
  rust: { ...usual, contexts: [{ before: 'impl _ {\n', after: '\n}' }] },
};
