import { createHash } from 'node:crypto';
import type { Infill } from '../model/infill.ts';
import { type ListedModel, listModels } from '../model/list-models.ts';
import { openInfill, openVictim } from '../model/open-model.ts';
import type { Victim } from '../model/victim.ts';

/** The models of this machine. Whoever was given one closes it when it is done with it. */
export interface Models {
  list(): Promise<readonly ListedModel[]>;
  victim(name: string): Promise<Victim>;
  infill(name: string): Promise<Infill>;
}

/** Victims, and as many infill models, that stay open where no job is at work with them. */
const MOST_OPEN = 4;

/**
 * The models of a folder, the built-in ones by default. To open one takes seconds, so each is opened when it is first
 * asked for and stays open for the next job; beyond a few the one that was not asked for the longest is closed. One that was
 * exchanged or calibrated meanwhile is opened anew, so that what judges is what the list shows; jobs at work go on with the
 * one that they have.
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
      await victims.closeAll();
      await infills.closeAll();
    },
  };
}

interface Kept<Model> {
  readonly name: string;
  readonly opening: Promise<Model>;
  /** Jobs at work with it. */
  users: number;
  /** Another version of it was asked for. */
  outdated: boolean;
}

function kept<Model extends { close(): Promise<void> }>(
  list: Models['list'],
  open: (name: string) => Promise<Model>,
) {
  /** The one that was not asked for the longest is first. */
  const opened = new Map<string, Kept<Model>>();

  async function of(name: string): Promise<Model> {
    const key = versionOf((await list()).find((model) => model.name === name)) ?? name;
    const own = opened.get(key) ?? { name, opening: open(name), users: 0, outdated: false };
    opened.delete(key);
    opened.set(key, own);
    for (const other of opened.values()) if (other.name === name) other.outdated = other !== own;
    own.users += 1;
    try {
      const model = await own.opening;
      await closeIdle();
      let used = true;
      return {
        ...model,
        async close() {
          if (used) own.users -= 1;
          used = false;
          await closeIdle();
        },
      };
    } catch (error) {
      // What cannot be opened may have been mended by the next job.
      if (opened.get(key) === own) opened.delete(key);
      throw error;
    }
  }

  async function closeIdle(): Promise<void> {
    const idle = Array.from(opened)
      .filter(([, { users }]) => users === 0)
      .sort(([, a], [, b]) => Number(b.outdated) - Number(a.outdated));
    const over = opened.size - MOST_OPEN;
    const closing = idle.filter(([, { outdated }], at) => outdated || at < over);
    for (const [key] of closing) opened.delete(key);
    for (const [, { opening }] of closing) await (await opening).close();
  }

  async function closeAll(): Promise<void> {
    const all = [...opened.values()];
    opened.clear();
    for (const { opening } of all) await (await opening.catch(() => undefined))?.close();
  }

  return { of, closeAll };
}

/** All that a model judges by, as one hash; what its audit says changes nothing of that. */
function versionOf(model: ListedModel | undefined): string | undefined {
  if (model === undefined || !('card' in model)) return undefined;
  const { audits: _, ...card } = model.card;
  return createHash('sha256').update(JSON.stringify(card)).digest('hex');
}
