import type { Language } from '../../code/language.ts';
import type { Config } from '../../config/config.ts';
import { defaultModelOf } from '../../model/default-model.ts';
import type { ListedModel } from '../../model/list-models.ts';
import { isBackdoored } from '../../model/standing.ts';

const TASKS = ['classification', 'pair', 'generation'] as const;

/**
 * The names of the victims to ask about files of some languages: those of the configuration, or the built-in ones. A model
 * that is known to be backdoored, on purpose or by its audit, judges only where it is named.
 */
export function victimsFor(
  { victims }: Pick<Config, 'victims'>,
  languages: ReadonlySet<Language>,
  installed: readonly ListedModel[],
): readonly string[] {
  if (victims === undefined)
    return [...new Set(Array.from(languages, builtIn).flatMap((name) => name ?? []))];
  const reading = new Set(
    installed.flatMap((model) =>
      'card' in model && model.card.languages.some((language) => languages.has(language)) ? [model.name] : [],
    ),
  );
  return victims.flatMap(({ name }) => (reading.has(name) ? [name] : []));

  function builtIn(language: Language): string | undefined {
    const honest = installed.filter((model) => 'card' in model && !isBackdoored(model.card));
    for (const task of TASKS) {
      const name = defaultModelOf(honest, language, task);
      if (name !== undefined) return name;
    }
    return undefined;
  }
}
