import type { ListedModel } from '../model/list-models.ts';
import { whyNotClean } from '../model/standing.ts';
import { mergeConfigs } from './merge-configs.ts';
import type { ParsedConfig } from './parse-config.ts';
import type { Problem } from './problem.ts';

/**
 * The installed victims of merged files, the weakest first, whose audit does not say that they are clean: those that have
 * to be, and those of which it warns. Each at the place that asks for the audit.
 */
export function unauditedVictims(
  files: readonly Extract<ParsedConfig, { ok: true }>[],
  installed: readonly ListedModel[],
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const victims = mergeConfigs(...files.map(({ config }) => config)).victims ?? [];
  const inForce = files.findLast(({ config }) => config.victims !== undefined);
  const told = (rule: 'required' | 'warn') =>
    victims.flatMap(({ name, audit }) => {
      const model = installed.find((each) => each.name === name);
      if (audit !== rule || model === undefined || !('card' in model)) return [];
      const message = whyNotClean(model.card);
      if (message === undefined) return [];
      return askedAt(name, rule).map(({ at, more }) => ({ ...at, message: `${message}${more}` }));
    });
  return { problems: told('required'), warnings: told('warn') };

  /** In the strongest file that says so: of this victim, or else of one that is not in force, for all that are. */
  function askedAt(name: string, rule: 'required' | 'warn') {
    const places = files.flatMap(({ file, config, placeOf }) =>
      (config.victims ?? []).flatMap((victim, index) => {
        const own = victim.name === name;
        if (victim.audit !== rule || (!own && config === inForce?.config)) return [];
        const more = own ? '' : ' (what is asked here of one victim holds for all that a repository names)';
        const at = { file, key: `victims[${index}].audit`, ...placeOf(['victims', index, 'audit']) };
        return [{ own, more, at }];
      }),
    );
    const place = places.findLast(({ own }) => own) ?? places.at(-1);
    return place === undefined ? [] : [place];
  }
}
