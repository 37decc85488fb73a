import { optionsFor } from '../../../defense/defaults.ts';
import { loadGrammar } from '../../../load-grammar.ts';
import type { Card } from '../../../model/card.ts';
import { openVictim } from '../../../model/open-model.ts';
import type { EvaluateJob } from '../evaluate-job.ts';
import { limitOf } from '../limit.ts';
import type { fileHashes } from '../rows/file-hashes.ts';
import type { Origin, SiftedUnit } from '../rows/unit.ts';
import { SIFT_NAMES } from '../study/names.ts';
import type { Scenario } from '../study/study.ts';
import { type KnownRow, readTraining } from './read-training.ts';
import { siftBench, whyNotSift } from './sift-bench.ts';

interface SiftJob extends EvaluateJob {
  readonly scenario: Scenario;
  readonly card: Card;
  readonly hashes: ReturnType<typeof fileHashes>;
  readonly origin: Omit<Origin, 'data' | 'learned'>;
}

/** What each defence finds in the scenario's training set; what is not in the store yet is done now. */
export async function sifted(job: SiftJob): Promise<readonly SiftedUnit[]> {
  const { scenario, store, hashes } = job;
  const { name, training, functions, learn } = scenario;
  if (training === undefined) return [];
  const origin = { ...job.origin, data: await hashes(training, functions), learned: await hashes(learn) };
  const works = SIFT_NAMES.filter((sift) => whyNotSift(sift, scenario) === undefined).map((sift) => ({
    scenario: name,
    set: 'training' as const,
    sift,
    origin,
  }));
  const open = works.filter((work) => store.find(work) === undefined);
  if (open.length > 0) await siftAll(open, training, job);
  return works.flatMap((work) => {
    const unit = store.find(work);
    return unit !== undefined && 'sift' in unit ? unit : [];
  });
}

type Work = Pick<SiftedUnit, 'scenario' | 'set' | 'sift' | 'origin'>;

async function siftAll(works: readonly Work[], training: string, job: SiftJob): Promise<void> {
  const { scenario, card, study, store, signal, onProgress } = job;
  const rows = await readTraining(training, scenario, card, limitOf('training', job));
  await using open = new AsyncDisposableStack();
  const victim = await openVictim(scenario.victim);
  open.defer(() => victim.close());
  const bench = siftBench(scenario, rows, {
    victim,
    grammar: await loadGrammar(scenario.language),
    options: optionsFor(card, { falseAlarmRate: study.falseAlarmRate }),
    ...(signal && { signal }),
  });
  for (const work of works) {
    signal?.throwIfAborted();
    const began = performance.now();
    const { dropped, named } = await bench(work.sift, (done, total) =>
      onProgress?.(`rows of ${scenario.name}, training, ${work.sift}`, done, total),
    );
    const seconds = (performance.now() - began) / 1_000;
    await store.add({
      ...work,
      seconds,
      named: [...named],
      dropped: dropped.flatMap((row) => rows[row]?.line ?? []),
      rows: counted(rows, new Set(dropped)),
    });
  }
}

function counted(rows: readonly KnownRow[], dropped: ReadonlySet<number>): SiftedUnit['rows'] {
  const counts: SiftedUnit['rows'] = {};
  for (const [row, { attack = 'clean' }] of rows.entries()) {
    const before = counts[attack] ?? { rows: 0, dropped: 0 };
    counts[attack] = { rows: before.rows + 1, dropped: before.dropped + (dropped.has(row) ? 1 : 0) };
  }
  return counts;
}
