// What defences of training sets leave of one that `codepurify poison` made, to train the victim again on: DIR/DEFENCE.jsonl.gz
// holds the rows that each keeps, as they stand in the file, and a line tells what it dropped.
//
//   node bench/sift.ts VICTIM POISONED.jsonl[.gz] --learn CLEAN.jsonl[.gz] --out DIR [--functions FILE] [--only DEFENCE]…
//
// VICTIM is calibrated, and CLEAN are rows that KillBadCode learns its language model from. Then, as the victim was trained, in training/:
//
//   python -m codepurify_training.finetune … --train DIR/DEFENCE.jsonl.gz --out DIR/DEFENCE
//   python -m codepurify_training.evaluate … --model DIR/DEFENCE --poisoned ATTACK=FILE
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGunzip, createGzip } from 'node:zlib';
import { interruption } from '../src/cli/interruption.ts';
import { progress } from '../src/cli/progress.ts';
import { optionsFor } from '../src/defense/defaults.ts';
import { openVictim } from '../src/index.ts';
import { SIFT_NAMES } from '../src/lab/evaluate/study/names.ts';
import { readTraining } from '../src/lab/evaluate/training/read-training.ts';
import { siftBench } from '../src/lab/evaluate/training/sift-bench.ts';
import { loadGrammar } from '../src/load-grammar.ts';
import { table } from '../src/scan/report/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    learn: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
    functions: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});
const [name = '', input = ''] = positionals;
using stop = interruption();
using shown = progress(process.stderr);
const victim = await openVictim(name);
await using _closing = { [Symbol.asyncDispose]: () => victim.close() };
const { card } = victim;
const [language = 'c'] = card.languages;
const task = card.task === 'pair' ? ('clone' as const) : ('defect' as const);
const data = {
  task,
  victim: name,
  language,
  learn: values.learn,
  ...(values.functions !== undefined && { functions: values.functions }),
};
const rows = await readTraining(input, data, card);
const sift = siftBench(data, rows, {
  victim,
  grammar: await loadGrammar(language),
  options: optionsFor(card, {}),
  signal: stop.signal,
});
await mkdir(values.out, { recursive: true });

const lines: string[][] = [];
for (const defence of SIFT_NAMES.filter((one) => values.only?.includes(one) ?? true)) {
  const began = performance.now();
  const { dropped } = await sift(defence, (done, total) => shown.tell(defence, done, total));
  const seconds = (performance.now() - began) / 1000;
  const gone = new Set(dropped.flatMap((row) => rows[row]?.line ?? []));
  await keep(join(values.out, `${defence}.jsonl.gz`), gone);
  const share = (poisoned: boolean) => {
    const own = rows.filter(({ attack }) => (attack !== undefined) === poisoned);
    return `${own.filter(({ line }) => gone.has(line)).length} of ${own.length}`;
  };
  lines.push([defence, share(true), share(false), seconds.toFixed(0)]);
}
shown[Symbol.dispose]();
console.log(table(['defence', 'poisoned rows dropped', 'clean rows dropped', 's'], lines));

/** Writes the lines of the file but those. */
async function keep(path: string, gone: ReadonlySet<number>): Promise<void> {
  const file = createReadStream(input);
  const bytes = input.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  await pipeline(
    Readable.from(kept(createInterface({ input: bytes }))),
    createGzip(),
    createWriteStream(path),
  );

  async function* kept(all: AsyncIterable<string>) {
    let at = 0;
    for await (const line of all) {
      at += 1;
      if (!gone.has(at)) yield `${line}\n`;
    }
  }
}
