import { createHash } from 'node:crypto';
import type { Infill } from '../model/infill.ts';
import { type ListedModel, listModels } from '../model/list-models.ts';
import { openInfill, openVictim } from '../model/open-model.ts';
import type { Victim } from '../model/victim.ts';

/** The models of this machine. */
export interface Models {
  list(): Promise<readonly ListedModel[]>;
  victim(name: string): Promise<Victim>;
  infill(name: string): Promise<Infill>;
}

/**
 * The models of a folder, the built-in ones by default. To open one takes seconds, so each is opened when it is first
 * asked for and stays open for the next job, until disposal. One that was exchanged or calibrated meanwhile is opened anew,
 * so that what judges is what the list shows; jobs at work go on with the one that they have.
 */
export function keptModels(
  options: { readonly root?: string; readonly cores?: number } = {},
): Models & AsyncDisposable {
  const list = () => listModels(options.root);
  const victims = kept(list, (name) => openVictim(name, options));
  const infills = kept(list, (name) => openInfill(name, options));
  return {
    list,
    victim: victims.of,
    infill: infills.of,
    async [Symbol.asyncDispose]() {
      for (const opening of [...victims.opened.values(), ...infills.opened.values()]) {
        await (await opening.catch(() => undefined))?.close();
      }
    },
  };
}

function kept<Model>(list: Models['list'], open: (name: string) => Promise<Model>) {
  const opened = new Map<string, Promise<Model>>();
  return {
    opened,
    async of(name: string): Promise<Model> {
      const key = versionOf((await list()).find((model) => model.name === name)) ?? name;
      const known = opened.get(key);
      if (known !== undefined) return known;
      const opening = open(name);
      opened.set(key, opening);
      // What cannot be opened may have been mended by the next job.
      opening.catch(() => opened.delete(key));
      return opening;
    },
  };
}

/** All that a model judges by, as one hash; what its audit says changes nothing of that. */
function versionOf(model: ListedModel | undefined): string | undefined {
  if (model === undefined || !('card' in model)) return undefined;
  const { audits: _, ...card } = model.card;
  return createHash('sha256').update(JSON.stringify(card)).digest('hex');
}
