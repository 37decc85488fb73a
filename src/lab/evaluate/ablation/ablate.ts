import type { DefenseContext } from '../../../defense/context.ts';
import { optionsFor } from '../../../defense/defaults.ts';
import type { Probe } from '../../../defense/options.ts';
import { loadGrammar } from '../../../load-grammar.ts';
import type { Card } from '../../../model/card.ts';
import type { Infill } from '../../../model/infill.ts';
import { openVictim } from '../../../model/open-model.ts';
import { UsageError } from '../../../scan/usage-error.ts';
import { limitOf } from '../limit.ts';
import type { fileHashes } from '../rows/file-hashes.ts';
import { readElsewhere } from '../rows/read-elsewhere.ts';
import { readTestRows } from '../rows/read-test-rows.ts';
import type { TestRow } from '../rows/test-row.ts';
import type { MeasuredUnit, Origin } from '../rows/unit.ts';
import { unitWords } from '../rows/unit.ts';
import type { UnitStore } from '../rows/unit-store.ts';
import type { SetName } from '../study/names.ts';
import type { Ablation, Scenario, Study } from '../study/study.ts';
import { measureRows } from './measure-rows.ts';

/** Rows of a unit: what is lost at most where an evaluation is stopped. */
const ROWS = 100;

export interface AblationJob {
  readonly study: Study;
  readonly ablation: Ablation;
  readonly scenario: Scenario;
  readonly card: Card;
  readonly store: UnitStore;
  readonly origin: Omit<Origin, 'data' | 'settings' | 'learned'>;
  readonly hashes: ReturnType<typeof fileHashes>;
  readonly first?: number;
  readonly infill?: Infill;
  readonly onProgress?: (what: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Raw answers are asked for with one probe and one window at a time. */
interface View {
  readonly probe: Probe;
  readonly window: number | null;
}

/** Throws UsageError for a window that the victim does not have. */
export function checkAblation({ windows, scenario: name }: Ablation, card: Card): void {
  for (const window of windows) {
    if (window < card.maxLength) continue;
    throw new UsageError(
      `The ablation of ${name}: its victim sees ${card.maxLength} tokens; a window must be smaller than that, not ${window}.`,
    );
  }
}

/**
 * Measures what the settings of an ablation are made of, where that is not in the store yet: the shipped probe and the
 * victim's own window once, then each other probe, then each smaller window.
 */
export async function ablate(job: AblationJob): Promise<readonly MeasuredUnit[]> {
  const { ablation, card, signal } = job;
  const shipped = optionsFor(card, {}).probe;
  const views: View[] = [{ probe: shipped, window: null }];
  for (const probe of ablation.probes) if (probe !== shipped) views.push({ probe, window: null });
  for (const window of ablation.windows) views.push({ probe: shipped, window });
  const files = await filesOf(job);
  const units: MeasuredUnit[] = [];
  for (const view of views) {
    signal?.throwIfAborted();
    // What code from elsewhere is asked about is how often the shipped setting is wrong there.
    const own = files.filter(({ set }) => view === views[0] || !isElsewhere(set));
    units.push(...(await measureView(view, own, job)));
  }
  return units;
}

export function elsewhereSet(name: string): string {
  return `elsewhere ${name}`;
}

function isElsewhere(set: string): boolean {
  return set.startsWith('elsewhere ');
}

interface File {
  readonly set: string;
  readonly rows: readonly TestRow[];
  readonly data: string;
}

async function filesOf(job: AblationJob): Promise<readonly File[]> {
  const { ablation, scenario, study, first, hashes, signal } = job;
  const most = Math.min(first ?? Number.POSITIVE_INFINITY, ablation.first ?? Number.POSITIVE_INFINITY);
  const { valid = '', clean, attacks, functions } = scenario;
  const paths: (readonly [set: string, path: string, kind: SetName, most: number])[] = [
    ['valid', valid, 'clean', Math.min(first ?? Number.POSITIVE_INFINITY, ablation.calibration ?? most)],
    ['clean', clean, 'clean', Math.min(most, limitOf('clean', job))],
  ];
  const planted = Math.min(most, limitOf('planted', job));
  for (const [attack, path] of Object.entries(attacks))
    paths.push([attack, path, attack as SetName, planted]);
  const files: File[] = [];
  for (const [set, path, kind, first] of paths) {
    const data = await hashes(path, functions);
    files.push({ set, data, rows: await readTestRows(path, { ...scenario, set: kind, first }) });
  }
  for (const [name, path] of Object.entries(ablation.elsewhere)) {
    const asked = { first: most, seed: study.seed, hashes, ...(signal && { signal }) };
    files.push({ set: elsewhereSet(name), ...(await readElsewhere(path, scenario, asked)) });
  }
  return files;
}

async function measureView(
  view: View,
  files: readonly File[],
  job: AblationJob,
): Promise<readonly MeasuredUnit[]> {
  const { study, scenario, card, store, origin, infill, signal, onProgress } = job;
  await using closing = new AsyncDisposableStack();
  let opened: DefenseContext | undefined;
  const open = async () => {
    const victim = await openVictim(scenario.victim, view.window === null ? {} : { window: view.window });
    closing.defer(() => victim.close());
    return {
      victim,
      grammar: await loadGrammar(scenario.language),
      options: optionsFor(card, { probe: view.probe, falseAlarmRate: study.falseAlarmRate }),
      ...(infill?.card.languages.includes(scenario.language) && { infill }),
      ...(signal && { signal }),
    };
  };
  const purify = view.window === null && view.probe === optionsFor(card, {}).probe;
  const units: MeasuredUnit[] = [];
  for (const { set, rows, data } of files) {
    for (let from = 0; from < rows.length; from += ROWS) {
      signal?.throwIfAborted();
      const some = rows.slice(from, from + ROWS);
      const name = { scenario: scenario.name, set, ...view, part: from / ROWS };
      const settings = `${scenario.language}, rows ${from} to ${from + some.length}`;
      const work = { ...name, origin: { ...origin, settings, data, learned: 'none' } };
      const known = store.find(work);
      if (known !== undefined && 'probe' in known) {
        units.push(known);
        continue;
      }
      opened ??= await open();
      const measured = await measureRows(
        some,
        {
          purify: purify && set !== 'valid' && !isElsewhere(set),
          plain: view.window !== null,
          judge: isElsewhere(set),
        },
        opened,
        (done) => onProgress?.(`rows of ${unitWords(name)}`, from + done, rows.length),
      );
      const unit = { ...work, rows: measured };
      await store.add(unit);
      units.push(unit);
    }
  }
  return units;
}
