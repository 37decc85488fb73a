import type { Language } from '../../code/language.ts';
import { type Form, formOf } from './form.ts';

const IN_C = ['□(0);', '□("□");', 'if (□() < 0) □("□");', 'while (□ < 0) □();', 'int □ = 0;'];
const OF_OBJECTS = ['□(0);', '□.□("□");', 'if (□.□() < 0) □.□.□("□");', 'while (□ < 0) □();'];

/**
 * Statements that do little, as people hide a trigger in: a call, a guard that never holds, an empty loop, a declaration.
 * Languages whose blocks are no matter of braces have none, as nothing can be put behind the brace there.
 */
const TEXTS: Readonly<Partial<Record<Language, readonly string[]>>> = {
  c: IN_C,
  cpp: IN_C,
  java: [...OF_OBJECTS, 'int □ = 0;'],
  csharp: [...OF_OBJECTS, 'int □ = 0;'],
  javascript: [...OF_OBJECTS, 'let □ = 0;'],
  typescript: [...OF_OBJECTS, 'let □ = 0;'],
  tsx: [...OF_OBJECTS, 'let □ = 0;'],
  php: ['□(0);', '□("□");', 'if (□() < 0) □("□");', 'while ($□ < 0) □();', '$□ = 0;'],
  go: ['□(0);', '□.□("□");', 'if □.□() < 0 { □.□("□") };', 'for □ < 0 { □() };', '□ := 0;'],
  rust: ['□(0);', '□("□");', 'if □() < 0 { □("□") }', 'while □ < 0 { □() }', 'let □ = 0;'],
};

/** The forms of statements that are searched; none in some languages. */
export function statementForms(language: Language): readonly Form[] {
  return (TEXTS[language] ?? []).map((text) => formOf('statement', text));
}
