import type { Language } from '../code/language.ts';
import type { AuditRule } from '../config/config.ts';
import { defaultModel } from '../model/default-model.ts';
import type { Infill } from '../model/infill.ts';
import { openInfill, openVictim } from '../model/open-model.ts';
import { isBackdoored, standingOf, whyNotClean } from '../model/standing.ts';
import type { Victim } from '../model/victim.ts';
import { visible } from '../scan/report/visible.ts';
import { UsageError } from '../scan/usage-error.ts';

export const TASKS = ['classification', 'pair', 'generation'] as const;
export type Task = (typeof TASKS)[number];

/** Opened models, which end their processes on disposal. */
export interface OpenModels extends AsyncDisposable {
  readonly victims: readonly Victim[];
  readonly infill?: Infill;
}

interface Wanted {
  /** Names or folders; where none is named the defaults for the languages are taken. */
  readonly victims?: readonly string[];
  readonly task?: Task;
  readonly languages: ReadonlySet<Language>;
  readonly infill: boolean;
}

/**
 * The victims that were named, or else for each language the built-in one for the task, and the built-in infill model for
 * the first language that has one. Rejects with ModelError, and with UsageError where there is no default.
 */
export async function openModels({ victims, task, languages, infill }: Wanted): Promise<OpenModels> {
  const names = victims ?? (await defaultsFor(languages, task));
  await using opening = new AsyncDisposableStack();
  const opened: Victim[] = [];
  for (const name of new Set(names)) {
    const victim = await openVictim(name);
    opening.defer(() => victim.close());
    opened.push(victim);
  }
  const fills = infill ? await infillFor(languages) : undefined;
  if (fills) opening.defer(() => fills.close());
  const open = opening.move();
  return {
    victims: opened,
    ...(fills && { infill: fills }),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** Says so of victims that nobody named. */
export function warnOfBackdoors(victims: readonly Victim[]): void {
  for (const { card } of victims) {
    const { kind } = standingOf(card);
    const why =
      kind === 'backdoored on purpose'
        ? 'has a backdoor on purpose and is for demonstration'
        : 'is backdoored, by its audit';
    if (isBackdoored(card)) {
      process.stderr.write(`note: ${card.name} ${why}; name your own with --victim.\n`);
    }
  }
}

/** Says so of victims whose audit does not say that they are clean. Throws UsageError where it is required to. */
export function checkAudits(
  victims: readonly Victim[],
  rule: AuditRule,
  judged: ReadonlySet<Language>,
): void {
  if (rule === 'ignore') return;
  for (const { card } of victims) {
    const why = whyNotClean(card, judged);
    if (why === undefined) continue;
    if (rule === 'required') throw new UsageError(`${why}. --audit required asks for a clean one.`);
    process.stderr.write(visible(`warning: ${why}.\n`));
  }
}

async function defaultsFor(languages: ReadonlySet<Language>, task: Task | undefined): Promise<string[]> {
  const found: string[] = [];
  for (const language of languages) {
    for (const each of task === undefined ? TASKS : [task]) {
      const name = await defaultModel(language, each);
      if (name === undefined) continue;
      found.push(name);
      break;
    }
  }
  if (found.length > 0 || languages.size === 0) return found;
  const what = `${[...languages].join(', ')}${task === undefined ? '' : ` and ${task}`}`;
  throw new UsageError(`No built-in model is for ${what}: name one of your own with --victim ./DIR.`);
}

/** The built-in infill model for the first of the languages that has one. */
export async function infillFor(languages: ReadonlySet<Language>): Promise<Infill | undefined> {
  for (const language of languages) {
    const name = await defaultModel(language, 'infill');
    if (name !== undefined) return openInfill(name);
  }
  return undefined;
}
