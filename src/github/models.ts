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
 * asked for and stays open for the next job, until disposal.
 */
export function keptModels(
  options: { readonly root?: string; readonly cores?: number } = {},
): Models & AsyncDisposable {
  const victims = kept((name) => openVictim(name, options));
  const infills = kept((name) => openInfill(name, options));
  return {
    list: () => listModels(options.root),
    victim: victims.of,
    infill: infills.of,
    async [Symbol.asyncDispose]() {
      for (const opening of [...victims.opened.values(), ...infills.opened.values()]) {
        await (await opening.catch(() => undefined))?.close();
      }
    },
  };
}

function kept<Model>(open: (name: string) => Promise<Model>) {
  const opened = new Map<string, Promise<Model>>();
  return {
    opened,
    of(name: string): Promise<Model> {
      const known = opened.get(name);
      if (known !== undefined) return known;
      const opening = open(name);
      opened.set(name, opening);
      // What cannot be opened may have been mended by the next job.
      opening.catch(() => opened.delete(name));
      return opening;
    },
  };
}
