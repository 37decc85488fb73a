import { spawnSync } from 'node:child_process';
import type { Grammar } from '../../code/grammar.ts';
import type { Language } from '../../code/language.ts';
import { parseFunction } from '../../code/parse-function.ts';
import { checkC } from './compile-c.ts';
import { compileJava } from './compile-java.ts';
import { declareTypes } from './declare-types.ts';
import { defineHeads } from './define-heads.ts';
import { saysNoMore } from './says-no-more.ts';

/** A function before and after it was changed. */
export interface Changed {
  readonly before: string;
  readonly after: string;
  /** What it was before a trigger was planted into it. */
  readonly original?: string;
}

/** A compiler that is on this machine. */
export interface Compiler {
  /** Its name with its version. */
  readonly name: string;
  /**
   * Of each change whether the compiler has nothing to say that it did not say before, or of the original (`saysNoMore`):
   * behind a trigger that is no sound code it says little. Functions are compiled alone: types that a C function does not
   * declare are declared for it, a Java method stands in a class with common imports. Undefined where the compiler gave no
   * answer.
   */
  check(changes: readonly Changed[], grammar: Grammar): readonly (boolean | undefined)[];
}

const known = new Map<Language, Compiler | undefined>();

/** The compiler for a language; undefined where there is none on the path, or none is known for it. */
export function compilerFor(language: Language): Compiler | undefined {
  if (!known.has(language)) known.set(language, find(language));
  return known.get(language);
}

function find(language: Language): Compiler | undefined {
  if (language !== 'c' && language !== 'java') return undefined;
  try {
    if (language === 'c') checkC('int f(void) { return 0; }', '');
    else compileJava(['int f() { return 0; }']);
  } catch {
    return undefined;
  }
  const [program, check] =
    language === 'c' ? (['gcc', checkAllC] as const) : (['javac', checkAllJava] as const);
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return { name: `${program} ${/\d+(\.\d+)+/.exec(stdout ?? '')?.[0] ?? ''}`.trim(), check };
}

function checkAllC(changes: readonly Changed[], grammar: Grammar): readonly (boolean | undefined)[] {
  // Of one function there are often several changes.
  const checked = new Map<string, { readonly heads: string; readonly was: ReturnType<typeof checkC> }>();
  const first = (text: string) => {
    const parsed = parseFunction(grammar, text);
    const heads = 'reason' in parsed ? '' : defineHeads(parsed) + declareTypes(parsed);
    return { heads, was: checkC(text, heads) };
  };
  return changes.map((change) => {
    try {
      return befores(change).some((before) => {
        const { heads, was } = checked.get(before) ?? first(before);
        checked.set(before, { heads, was });
        return saysNoMore({ text: before, ...was }, { text: change.after, ...checkC(change.after, heads) });
      });
    } catch {
      return undefined;
    }
  });
}

function befores({ before, original }: Changed): readonly string[] {
  return original === undefined ? [before] : [before, original];
}

/** All texts of each change, by one virtual machine. */
function checkAllJava(changes: readonly Changed[]): readonly (boolean | undefined)[] {
  if (changes.length === 0) return [];
  try {
    const texts = [...new Set(changes.flatMap((change) => [...befores(change), change.after]))];
    const compiled = new Map(compileJava(texts).map((one, at) => [texts[at], one]));
    const said = (text: string) => ({ text, diagnostics: compiled.get(text)?.diagnostics ?? [] });
    return changes.map((change) =>
      befores(change).some((before) => saysNoMore(said(before), said(change.after))),
    );
  } catch {
    return changes.map(() => undefined);
  }
}
