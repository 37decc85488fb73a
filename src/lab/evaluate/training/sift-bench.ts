import type { DefenseContext } from '../../../defense/context.ts';
import { viewOf } from '../../../defense/subject.ts';
import { loadTokenizer } from '../../../model/onnx/load-tokenizer.ts';
import { modelFolder, openRepresenter } from '../../../model/open-model.ts';
import type { Sifted } from '../../baseline/defence.ts';
import { KILLBADCODE_WINDOW, killBadCode } from '../../baseline/kill-bad-code.ts';
import { trainNgramModel } from '../../baseline/ngram/ngram-model.ts';
import { activationClustering } from '../../baseline/representations/activation-clustering.ts';
import { spectralSignatures } from '../../baseline/representations/spectral-signatures.ts';
import { sanitize } from '../../sanitize/sanitize.ts';
import { LEARNED, ORDER, textsOf } from '../defences/learned-onion.ts';
import { readTestRows } from '../rows/read-test-rows.ts';
import type { SiftName } from '../study/names.ts';
import type { Scenario } from '../study/study.ts';
import type { KnownRow } from './read-training.ts';

/** What of a scenario a training set is sifted by. */
type Sifting = Pick<Scenario, 'task' | 'language' | 'victim' | 'learn' | 'functions'>;

type OnRow = (done: number, total: number) => void;

/** Rows whose vectors are asked for at once: between them a wish to stop is heard. */
const CHUNK = 64;

/** Why a defence cannot be run in a scenario; undefined where it can. */
export function whyNotSift(name: SiftName, { learn }: Sifting): string | undefined {
  return name === 'killbadcode' && learn === undefined
    ? 'KillBadCode needs clean rows to learn from: name "learn"'
    : undefined;
}

/**
 * The defences of one training set. The two by the victim's own vectors run over all rows at once and are told the share
 * of poisoned rows, as BadCode's authors run them. KillBadCode reads the victim's own sub-tokens.
 */
export function siftBench(scenario: Sifting, rows: readonly KnownRow[], context: DefenseContext) {
  let seen: Promise<readonly Float32Array[]> | undefined;
  return async (name: SiftName, onRow: OnRow): Promise<Sifted> => {
    switch (name) {
      case 'sanitize': {
        const fast = { ...context, options: { ...context.options, effort: 'fast' as const } };
        const found = await sanitize(
          () => rows,
          fast,
          ({ done, total }) => onRow(done, total),
        );
        return { dropped: found.poisoned, named: found.triggers.map(({ form }) => form) };
      }
      case 'spectral-signatures': {
        const poisonRate = rows.filter(({ attack }) => attack !== undefined).length / rows.length;
        return spectralSignatures({ poisonRate }).sift(await vectors(onRow));
      }
      case 'activation-clustering':
        return activationClustering.sift(await vectors(onRow));
      case 'killbadcode':
        return naturalness();
    }
  };

  function vectors(onRow: OnRow): Promise<readonly Float32Array[]> {
    seen ??= represented(scenario.victim, rows, context, onRow);
    return seen;
  }

  async function naturalness(): Promise<Sifted> {
    const { tokens } = await loadTokenizer(await modelFolder(scenario.victim));
    const pieces = (text: string) => tokens(viewOf(text, KILLBADCODE_WINDOW));
    const clean = await readTestRows(scenario.learn ?? '', {
      ...scenario,
      set: 'clean',
      first: LEARNED.learn,
    });
    const model = trainNgramModel(textsOf(clean, LEARNED.learn).map(pieces), ORDER);
    return killBadCode(model).sift(rows.map(({ code }) => [code].flat().map(pieces)));
  }
}

async function represented(
  victim: string,
  rows: readonly KnownRow[],
  { signal }: DefenseContext,
  onRow: OnRow,
): Promise<readonly Float32Array[]> {
  await using open = new AsyncDisposableStack();
  const model = await openRepresenter(victim);
  open.defer(() => model.close());
  const seen = (text: string) => [viewOf(text, model.card.maxLength)];
  const inputs = rows.map(({ code }) =>
    typeof code === 'string' ? { code: seen(code) } : { code: seen(code[0]), other: seen(code[1]) },
  );
  const all: Float32Array[] = [];
  for (let at = 0; at < inputs.length; at += CHUNK) {
    all.push(...(await model.represent(inputs.slice(at, at + CHUNK), signal)));
    onRow(all.length, inputs.length);
  }
  return all;
}
