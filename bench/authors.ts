// What CodePurify costs a function as its authors run it, in Python, and as we do: one victim, the same functions, one run.
//
//   node bench/authors.ts VICTIM ROWS.jsonl[.gz] --python training/.venv/bin/python [--first 100] [--checkpoint FOLDER]
//
// Python runs training/codepurify_training/published.py, all variants of a function in one batch: on the victim's ONNX file,
// and on a PyTorch checkpoint. It does less than the authors' script: each variant is tokenised once, nothing is filled in.
// Ten functions at a time go to each in turn, so that a busy machine is as busy for all; the first ten are asked twice, and
// what they took the first time does not count. Processor time is that of all threads.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DEFAULT_OPTIONS } from '../src/defense/defaults.ts';
import { measure } from '../src/defense/measure.ts';
import { outcomesOf } from '../src/defense/outcomes-of.ts';
import { openInfill, openVictim } from '../src/index.ts';
import { readRows } from '../src/jsonl/read-rows.ts';
import { publishedElements } from '../src/lab/baseline/published/elements.ts';
import { PUBLISHED_OPTIONS } from '../src/lab/baseline/published/options.ts';
import { loadGrammar } from '../src/load-grammar.ts';
import { modelFolder } from '../src/model/open-model.ts';
import { agreement } from './agreement.ts';
import { openPublished, type Published } from './open-published.ts';

const BLOCK = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    first: { type: 'string', default: '100' },
    python: { type: 'string', default: 'python' },
    checkpoint: { type: 'string' },
  },
});
const [name = '', input = ''] = positionals;

const functions: string[] = [];
for await (const { value } of readRows(input, z.looseObject({ func: z.string() }))) {
  functions.push(value.func.trim());
  if (functions.length >= Number(values.first)) break;
}

const victim = await openVictim(name);
const infill = await openInfill('infill-code');
const grammar = await loadGrammar('c');
const onnx = openPublished(values.python, await modelFolder(name));
const torch = values.checkpoint === undefined ? undefined : openPublished(values.python, values.checkpoint);

interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

const theirs: Published[] = [];
const measured: Awaited<ReturnType<typeof measureAll>> = [];
let passes = 0;
let plainPasses = 0;

const published = { victim, grammar, options: PUBLISHED_OPTIONS, elements: publishedElements };
const contenders: Record<string, (block: readonly string[]) => Promise<Spent>> = {
  'theirs, ONNX': (block) => ask(onnx, block, theirs),
  ...(torch && { 'theirs, PyTorch': (block: readonly string[]) => ask(torch, block, []) }),
  'ours, their setting, every element': (block) =>
    spent(async () => measured.push(...(await measureAll(block)))),
  'ours, their setting': (block) => spent(() => judgeAll(block, { ...published, infill })),
  'ours, full effort': (block) =>
    spent(async () => {
      passes += await judgeAll(block, { victim, grammar, infill, options: DEFAULT_OPTIONS });
      plainPasses += block.length;
    }),
};

async function ask(python: ReturnType<typeof openPublished>, block: readonly string[], into: Published[]) {
  let wall = 0;
  let cpu = 0;
  for (const func of block) {
    const answer = await python.ask(func);
    into.push(answer);
    wall += 1000 * answer.wall;
    cpu += 1000 * answer.cpu;
  }
  return { wall, cpu };
}

async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

async function measureAll(block: readonly string[]) {
  const all = [];
  for await (const [one] of measure(block, published)) all.push(one);
  return all;
}

async function judgeAll(
  block: readonly string[],
  context: Parameters<typeof outcomesOf>[1],
): Promise<number> {
  let asked = 0;
  for await (const [outcome] of outcomesOf(block, context)) asked += outcome?.passes ?? 0;
  return asked;
}

const totals = new Map(Object.keys(contenders).map((who) => [who, { wall: 0, cpu: 0 }]));
for (const work of Object.values(contenders)) await work(functions.slice(0, BLOCK));
theirs.length = 0;
measured.length = 0;
passes = 0;
plainPasses = 0;
for (let from = 0; from < functions.length; from += BLOCK) {
  const turns = Object.entries(contenders);
  for (let turn = 0; turn < turns.length; turn++) {
    const [who = '', work] = turns[(turn + from / BLOCK) % turns.length] ?? [];
    const { wall, cpu } = (await work?.(functions.slice(from, from + BLOCK))) ?? { wall: 0, cpu: 0 };
    const total = totals.get(who);
    if (total) totals.set(who, { wall: total.wall + wall, cpu: total.cpu + cpu });
  }
}
await Promise.all([victim.close(), infill.close()]);
for (const python of [onnx, torch]) python?.close();

const base = totals.get('theirs, ONNX') ?? { wall: 0, cpu: 0 };
for (const [who, { wall, cpu }] of totals) {
  const each = (time: number) => (time / functions.length).toFixed(1);
  const times = (one: number, other: number) => (one / other).toFixed(2);
  console.log(
    `${who}: ${each(wall)} ms of wall time, ${each(cpu)} ms of processor time a function; ` +
      `theirs on ONNX takes ${times(base.wall, wall)} and ${times(base.cpu, cpu)} times that`,
  );
}
console.log(`ours, full effort: ${(passes / plainPasses).toFixed(1)} passes a function`);
console.log(agreement(theirs, measured));
