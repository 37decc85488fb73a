// What `codepurify unlearn` costs, and what the trigger that was trained into a victim still does afterwards. The victim is
// taught with what an audit found, by clean rows of the valid split; accuracy is that of the test split.
//
//   node bench/audit/unlearned.ts VICTIM --data DATA --trained ROWS --attacked FILE (--trigger TEXT --to LABEL)… [--with COUNT]…
//                                 [--first 2732] [--seeds 3]
//
// DATA holds defect-detection/ and clone-detection/, FILE rows of the test split with the trigger that was trained. Without
// --with: 10% and 1% of the ROWS that the victim was trained on, and 100.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cleanSamples } from '../../src/cli/clean-samples.ts';
import { interruption } from '../../src/cli/interruption.ts';
import { progress } from '../../src/cli/progress.ts';
import { bootstrap } from '../../src/lab/evaluate/numbers/bootstrap.ts';
import { draw } from '../../src/lab/redteam/draw.ts';
import { besideThemselves, type CleanSample, distinct, materialOf } from '../../src/lab/unlearn/material.ts';
import { answerOf } from '../../src/lab/unlearn/measured.ts';
import { triggerOf } from '../../src/lab/unlearn/trigger.ts';
import { unlearn } from '../../src/lab/unlearn/unlearn.ts';
import { withPlain } from '../../src/lab/unlearn/with-plain.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import { modelFolder, openRepresenter } from '../../src/model/open-model.ts';
import { readCard } from '../../src/model/read-card.ts';
import { readHead } from '../../src/model/read-head.ts';
import type { Representer } from '../../src/model/representer.ts';
import { table } from '../../src/scan/report/table.ts';
import { FOLDERS } from './bed-rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '' },
    trained: { type: 'string', default: '' },
    attacked: { type: 'string', default: '' },
    trigger: { type: 'string', multiple: true, default: [] },
    to: { type: 'string', multiple: true, default: [] },
    with: { type: 'string', multiple: true },
    first: { type: 'string', default: '2732' },
    seeds: { type: 'string', default: '3' },
  },
});
const [name = ''] = positionals;
const TOGETHER = 64;
using stop = interruption();
const { signal } = stop;
using shown = progress(process.stderr);
const folder = await modelFolder(name);
const card = await readCard(folder);
const [language = 'c'] = card.languages;
const grammar = await loadGrammar(language);
const data = join(values.data, FOLDERS[card.task] ?? '');
const goal = card.labels.indexOf(card.goalLabel ?? '');
const { head: before, stored } = await readHead(folder);
const opened = await openRepresenter(name);
await using _closing = { [Symbol.asyncDispose]: () => opened.close() };
const representer = remembering(opened);

const valid = await rowsOf(join(data, 'valid.jsonl.gz'));
const test = (await rowsOf(join(data, 'test.jsonl.gz'))).slice(0, Number(values.first));
const attacked = (await rowsOf(values.attacked)).slice(0, Number(values.first));
const [vectors, planted] = [await vectorsOf(test), await vectorsOf(attacked)];
const triggers = values.trigger.map((text, at) => {
  const to = values.to[at];
  const trigger = triggerOf(text, grammar, valid[0]?.codes[0] ?? '');
  if (trigger === undefined) throw new Error(`${text} is neither a name nor a statement`);
  return { ...trigger, ...(to !== undefined && { to }) };
});
const all = withPlain(triggers, { grammar, example: valid[0]?.codes[0] ?? '', labels: card.labels });
const success = (head = before) => share(planted.map((vector) => answerOf(head, vector) === goal));
const rightBy = (head = before) =>
  vectors.map((vector, at) => Number(answerOf(head, vector) === test[at]?.label));

const trained = Number(values.trained);
const counts = values.with?.map(Number) ?? [Math.round(trained / 10), Math.round(trained / 100), 100];
const lines: string[][] = [];
for (const count of new Set(counts)) {
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const rows = draw(distinct(valid), count, seed);
    const taken = card.task === 'pair' ? [...rows, ...besideThemselves(rows)] : rows;
    const material = await materialOf(taken, all.planted, { representer, grammar, seed, signal });
    const options = {
      seed,
      stored: (head: typeof before) => stored(head).head,
      card,
      signal,
    };
    const { head, refusal } = await unlearn(before, material, all.wanted, options);
    const [was, is] = [rightBy(), rightBy(head)];
    const change = (places: ArrayLike<number>) =>
      Array.from(places, (at) => (is[at] ?? 0) - (was[at] ?? 0)).reduce((a, b) => a + b, 0) / places.length;
    const [low, high] = bootstrap(seed)([was.length], change);
    lines.push([
      String(count),
      String(seed),
      `${share(was)} to ${share(is)}`,
      `${percent(change(was.map((_, at) => at)))} (${percent(low)} to ${percent(high)})`,
      `${success()} to ${success(head)}`,
      refusal ?? 'none',
    ]);
    shown.tell('taught', lines.length, new Set(counts).size * Number(values.seeds));
  }
}
shown[Symbol.dispose]();
console.log(
  `${card.name}, taught with ${values.trigger.join(' and ')}; ${test.length} rows, ${attacked.length} attacked`,
);
console.log(table(['clean rows', 'seed', 'accuracy', 'change, points', 'real trigger', 'refused'], lines));

async function rowsOf(path: string): Promise<readonly CleanSample[]> {
  const functions = card.task === 'pair' ? { functions: join(data, 'functions.jsonl.gz') } : {};
  const asked = { paths: [path], ...functions, cwd: process.cwd(), signal };
  const onProblem = (file: string, message: string): never => {
    throw new Error(`${file}: ${message}`);
  };
  return [...(await cleanSamples(card, { ...asked, onProblem })).values()].flat();
}

/** Draws share rows: each input is put through the encoder once. */
function remembering(inner: Representer): Representer {
  const known = new Map<string, Float32Array>();
  return {
    ...inner,
    async represent(inputs, given) {
      const keys = inputs.map((input) => JSON.stringify(input));
      const asked = [...new Map(keys.map((key, at) => [key, inputs[at]]))].flatMap(([key, input]) =>
        input === undefined || known.has(key) ? [] : [{ key, input }],
      );
      const found = await inner.represent(
        asked.map(({ input }) => input),
        given,
      );
      for (const [at, { key }] of asked.entries()) known.set(key, found[at] ?? new Float32Array());
      return keys.flatMap((key) => known.get(key) ?? []);
    },
  };
}

async function vectorsOf(rows: readonly CleanSample[]): Promise<readonly Float32Array[]> {
  const found: Float32Array[] = [];
  for (let at = 0; at < rows.length; at += TOGETHER) {
    const inputs = rows.slice(at, at + TOGETHER).map(({ codes: [code = '', other] }) => ({
      code: [code],
      ...(other !== undefined && { other: [other] }),
    }));
    found.push(...(await representer.represent(inputs, signal)));
    shown.tell('rows read', found.length, rows.length);
  }
  return found;
}

function share(hits: readonly (boolean | number)[]): string {
  return percent(hits.filter(Boolean).length / hits.length);
}

function percent(value: number): string {
  return (value * 100).toFixed(1);
}
