import { LANGUAGES, type Language } from '../code/language.ts';
import { attacksFor } from '../lab/redteam/red-team.ts';
import type { Card } from '../model/card.ts';
import { UsageError } from '../scan/usage-error.ts';

/**
 * The one language that a red team takes the functions of: the one asked for, or the only one of those present that the
 * victim reads, where it is known already, and that triggers are written in.
 *
 * @throws UsageError where there is none, or more than one
 */
export function chosenLanguage(
  present: ReadonlySet<Language>,
  asked: Language | undefined,
  victim?: Pick<Card, 'name' | 'languages'>,
): Language {
  const written = LANGUAGES.filter((language) => attacksFor(language).length > 0);
  if (asked !== undefined && !written.includes(asked)) {
    throw new UsageError(`No trigger is written in ${asked}: they are in ${written.join(' and ')}.`);
  }
  if (asked !== undefined && victim && !victim.languages.includes(asked)) {
    throw new UsageError(`Victim ${victim.name} does not read ${asked}.`);
  }
  const fitting = written.filter(
    (language) => present.has(language) && (victim?.languages.includes(language) ?? true),
  );
  const [only, second] = asked === undefined ? fitting : fitting.filter((language) => language === asked);
  if (only === undefined) {
    const reads = victim ? ` that ${victim.name} reads and` : '';
    throw new UsageError(
      `There are no source files in ${asked ?? `a language${reads} that triggers are written in (${written.join(', ')})`}.`,
    );
  }
  if (second !== undefined) {
    throw new UsageError(
      `There are source files in ${fitting.join(' and ')}: say with --language which to take.`,
    );
  }
  return only;
}
