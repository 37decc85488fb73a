import type { ListedModel } from '../model/list-models.ts';
import type { ParsedConfig } from './parse-config.ts';
import type { Problem } from './problem.ts';

/** The victims of a file that are not among the installed models, or are no victims. */
export function missingVictims(
  { file, config, placeOf }: Extract<ParsedConfig, { ok: true }>,
  installed: readonly ListedModel[],
): readonly Problem[] {
  return (config.victims ?? []).flatMap(({ name }, index) => {
    const message = whyMissing(name, installed);
    if (message === undefined) return [];
    return [{ file, key: `victims[${index}].name`, ...placeOf(['victims', index, 'name']), message }];
  });
}

function whyMissing(name: string, installed: readonly ListedModel[]): string | undefined {
  const model = installed.find((each) => each.name === name);
  if (model === undefined) {
    const victims = installed.filter((each) => 'card' in each && each.card.task !== 'infill');
    const names = victims.map((each) => each.name).join(', ') || 'none';
    return `no victim called ${name} is installed here (installed: ${names})`;
  }
  if ('problem' in model)
    return `${name} is installed but cannot be used: codepurify model check ${name} says why`;
  return model.card.task === 'infill'
    ? `${name} fills holes: it is an infill model and no victim`
    : undefined;
}
