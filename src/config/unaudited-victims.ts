import type { ListedModel } from '../model/list-models.ts';
import { whyNotClean } from '../model/standing.ts';
import type { ParsedConfig } from './parse-config.ts';
import type { Problem } from './problem.ts';

/** The installed victims of a file whose audit does not say that they are clean: those that have to be, and those of which it warns. */
export function unauditedVictims(
  { file, config, placeOf }: Extract<ParsedConfig, { ok: true }>,
  installed: readonly ListedModel[],
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const told = (rule: 'required' | 'warn') =>
    (config.victims ?? []).flatMap(({ name, audit }, index) => {
      const model = installed.find((each) => each.name === name);
      if (audit !== rule || model === undefined || !('card' in model)) return [];
      const message = whyNotClean(model.card);
      if (message === undefined) return [];
      return [{ file, key: `victims[${index}].audit`, ...placeOf(['victims', index, 'audit']), message }];
    });
  return { problems: told('required'), warnings: told('warn') };
}
