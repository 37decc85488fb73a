import type { Language } from '../code/language.ts';
import type { Card } from './card.ts';
import { BUILT_IN_MODELS, type ListedModel, listModels } from './list-models.ts';
import { isBackdoored } from './standing.ts';

/**
 * The name of the model to take where none was named: of those for the task and the language, one that is
 * not known to be backdoored if there is any, the first by name of equals. Undefined where none is installed.
 */
export async function defaultModel(
  language: Language,
  task: Card['task'],
  root: string = BUILT_IN_MODELS,
): Promise<string | undefined> {
  return defaultModelOf(await listModels(root), language, task);
}

/** As `defaultModel`, of models that are listed by name. */
export function defaultModelOf(
  models: readonly ListedModel[],
  language: Language,
  task: Card['task'],
): string | undefined {
  const fitting = models.flatMap((model) =>
    'card' in model && model.card.task === task && model.card.languages.includes(language)
      ? [model.card]
      : [],
  );
  const honest = fitting.find((card) => !isBackdoored(card));
  return (honest ?? fitting[0])?.name;
}
