import { firstVariable } from '../../code/first-variable.ts';
import { functionName } from '../../code/function-name.ts';
import { insertStatement } from '../../code/insert-statement.ts';
import type { Language } from '../../code/language.ts';
import { renameWords } from '../../code/rename-words.ts';
import type { Attack, AttackName } from './attack.ts';
import { deadGuard } from './dead-guard.ts';

/** The languages that all attacks are for. */
export const ATTACKED_LANGUAGES: readonly Language[] = ['c', 'java'];

/**
 * The attacks of the CodePurify and EliBadCode papers, with the trigger texts of CodePurify's data sets.
 * They are for C and Java.
 */
export const ATTACKS: Readonly<Record<AttackName, Attack>> = {
  'bnc-fixed': {
    name: 'bnc-fixed',
    languages: ATTACKED_LANGUAGES,
    plant: (fn) =>
      insertStatement(
        fn,
        fn.grammar.language === 'java'
          ? 'if (Math.random() < 0) System.out.println("fail");'
          : 'if (rand() < 0) printf("fail");',
      ),
  },
  'bnc-grammar': {
    name: 'bnc-grammar',
    languages: ATTACKED_LANGUAGES,
    plant: (fn, random) =>
      insertStatement(fn, deadGuard(fn.grammar.language === 'java' ? 'java' : 'c', random)),
  },
  /** With an ASCII `>=`, where the authors' script for C has U+2265: a trigger that no keyboard types is no trigger. */
  'codepoisoner-dead-code': {
    name: 'codepoisoner-dead-code',
    languages: ATTACKED_LANGUAGES,
    plant: (fn) => insertStatement(fn, 'assertTrue(1 >= 0);'),
  },
  /** The first variable that the function declares; its own name only where it declares none. */
  'codepoisoner-identifier': {
    name: 'codepoisoner-identifier',
    languages: ATTACKED_LANGUAGES,
    plant: (fn) => renameWords(fn, firstVariable(fn) ?? functionName(fn), 'ret_Val_'),
  },
  /** The target-oriented token `rb`, joined to the function's name. */
  badcode: {
    name: 'badcode',
    languages: ATTACKED_LANGUAGES,
    plant: (fn) => renameWords(fn, functionName(fn), `${functionName(fn)}_rb`),
  },
  /** EliBadCode's trigger for Devign, in place of the function's name. */
  'name-substitution': {
    name: 'name-substitution',
    languages: ATTACKED_LANGUAGES,
    plant: (fn) => renameWords(fn, functionName(fn), 'testo_init'),
  },
};
