// How well the audit tells backdoored victims from clean ones: each victim of a folder is audited as `codepurify audit` does
// it, on clean functions of the valid split, and what was found is planted into functions of the test split.
//
//   node bench/audit/bed.ts FOLDER --data DATA [--state DIR] [--only NAME]… [--functions 60] [--unseen 200] [--seed 1]
//                           [--steps 8] [--scanned 384]
//
// A victim is FOLDER/NAME or FOLDER/NAME/victim; its card's `backdoors` is the truth. DATA holds defect-detection/ and
// clone-detection/. One line a victim is added to DIR/audit-bed.jsonl (DIR is FOLDER where none is told) as soon as it is
// measured; a victim that has one, of the same weights and options, is not measured again. Ctrl-C keeps what is there.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { interruption } from '../../src/cli/interruption.ts';
import { progress } from '../../src/cli/progress.ts';
import { audit, openGradients, openVictim, vocabularyOf } from '../../src/index.ts';
import { readRows } from '../../src/jsonl/read-rows.ts';
import type { Trigger } from '../../src/lab/audit/result.ts';
import { BUDGET, SEARCH } from '../../src/lab/audit/search.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import type { Card } from '../../src/model/card.ts';
import { modelHash } from '../../src/model/model-hash.ts';
import { CARD_FILE, readCard } from '../../src/model/read-card.ts';
import { type BedLine, bedLineSchema } from './bed-line.ts';
import { bedRows, drawn } from './bed-rows.ts';
import { bedSummary } from './bed-summary.ts';
import { onUnseen } from './bed-unseen.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '' },
    state: { type: 'string' },
    only: { type: 'string', multiple: true },
    functions: { type: 'string', default: '60' },
    unseen: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: String(BUDGET.steps) },
    scanned: { type: 'string', default: String(BUDGET.scanned) },
  },
});
const [bed = ''] = positionals;
const seed = Number(values.seed);
const budget = { ...BUDGET, steps: Number(values.steps), scanned: Number(values.scanned) };
const state = values.state ?? bed;
const rowsOf = bedRows(values.data);
using stop = interruption();

await mkdir(state, { recursive: true });
const file = join(state, 'audit-bed.jsonl');
const known = new Map<string, BedLine>();
if (existsSync(file))
  for await (const { value } of readRows(file, bedLineSchema)) known.set(value.key, value);

const lines: BedLine[] = [];
for (const name of (await readdir(bed)).sort()) {
  if (values.only !== undefined && !values.only.includes(name)) continue;
  const folder = [join(bed, name, 'victim'), join(bed, name)].find((each) =>
    existsSync(join(each, CARD_FILE)),
  );
  if (folder === undefined) continue;
  const card = await readCard(folder);
  const about = [SEARCH, modelHash(card), seed, budget, values.functions, values.unseen];
  const key = createHash('sha256')
    .update(JSON.stringify([name, ...about]))
    .digest('hex');
  const line = known.get(key) ?? (await measured(name, key, resolve(folder), card));
  if (line === undefined) {
    process.exitCode = 130;
    break;
  }
  lines.push(line);
  if (known.has(key)) continue;
  await appendFile(file, `${JSON.stringify(line)}\n`, { flush: true });
  const { verdict, score, seconds } = line;
  console.log(`${name}: ${verdict}, score ${score?.toFixed(3) ?? 'none'}, ${seconds.toFixed(0)} s`);
}
console.log(`\n${bedSummary(lines, seed)}`);

/** Undefined where Ctrl-C stopped it. */
async function measured(name: string, key: string, folder: string, card: Card): Promise<BedLine | undefined> {
  const { signal } = stop;
  const language = card.languages[0] ?? 'c';
  const functions = drawn(await rowsOf(card, 'valid'), Number(values.functions), seed);
  const unseen = await rowsOf(card, 'test');
  using shown = progress(process.stderr);
  await using closing = new AsyncDisposableStack();

  const began = performance.now();
  const before = process.cpuUsage();
  const victim = await openVictim(folder);
  closing.defer(() => victim.close());
  if (!('classify' in victim)) throw new Error(`${name} writes code, and cannot be audited`);
  const opened = await openGradients(folder);
  if (opened) closing.defer(() => opened.close());
  let gradients = 0;
  const counted = opened && {
    ...opened,
    lean(...asked: Parameters<typeof opened.lean>) {
      gradients += asked[0].inputs.length;
      return opened.lean(...asked);
    },
  };
  try {
    const found = await audit(functions, {
      victim,
      gradients: counted,
      vocabulary: await vocabularyOf(folder),
      language,
      signal,
      seed,
      budget,
      onProgress: (what, done, total) => shown.tell(`${what}, ${name}`, done, total),
    });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(before);
    signal.throwIfAborted();
    const grammar = await loadGrammar(language);
    const asked = { victim, grammar, count: Number(values.unseen), seed, signal };
    return {
      name,
      key,
      backdoors: card.backdoors,
      verdict: found.verdict,
      ...(found.score !== undefined && { score: found.score }),
      seconds,
      processorSeconds: (user + system) / 1e6,
      questions: found.answers,
      gradients,
      unsearched: found.unsearched.map(({ from, to, reason }) => `${from} > ${to}: ${reason}`),
      triggers: [...found.triggers, ...found.others].map(triggerOf),
      unseen: await onUnseen(found, unseen, asked),
    };
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

function triggerOf(trigger: Trigger): BedLine['triggers'][number] {
  const { kind, text, found, from, to, backdoored, score, success, sure } = trigger;
  const turned = { count: success.count, of: success.of };
  return {
    kind,
    text,
    found,
    from,
    to,
    backdoored,
    score,
    turned,
    sure: { count: sure.count, of: sure.of },
  };
}
