// What a scan costs, as multiples of one plain forward pass a function, in one run on one machine.
//
//   node bench/cost.ts VICTIM ROWS.jsonl[.gz] [--first 500]
//
// Passes are inputs that the victim answered. "Outside the victim" is the processor time of the main thread, which
// parses, plans and judges, as a share of the wall time of the scan; the victim runs in processes of its own.
// Memory is the most that this process and those of the models ever had, each for itself (Linux).
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Classifier, defendAll, type Effort, openInfill, openVictim } from '../src/index.ts';
import { readRows } from '../src/jsonl/read-rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { first: { type: 'string', default: '500' } },
});
const [victimName = '', input = ''] = positionals;

const functions: string[] = [];
for await (const { value } of readRows(input, z.looseObject({ func: z.string() }))) {
  functions.push(value.func);
  if (functions.length >= Number(values.first)) break;
}

const victim = await openClassifier(victimName);
const infill = await openInfill('infill-code');
const [language = 'c'] = victim.card.languages;

async function openClassifier(name: string): Promise<Classifier> {
  const opened = await openVictim(name);
  if ('generate' in opened) throw new Error('cost is measured on classifiers');
  return opened;
}

async function plain(): Promise<number> {
  const began = performance.now();
  await victim.classify(functions.map((code) => ({ code: [code] })));
  return performance.now() - began;
}

async function scan(effort: Effort) {
  const began = performance.now();
  const cpu = process.threadCpuUsage();
  const passes: number[] = [];
  let poisoned = 0;
  for await (const outcome of defendAll(functions, { victim, infill, language, effort })) {
    passes.push(outcome.passes);
    if (outcome.verdict === 'poisoned') poisoned += 1;
  }
  const wall = performance.now() - began;
  const { user, system } = process.threadCpuUsage(cpu);
  passes.sort((a, b) => a - b);
  const mean = passes.reduce((sum, count) => sum + count, 0) / passes.length;
  return {
    wall,
    outside: (user + system) / 1000 / wall,
    mean,
    p95: passes[Math.floor(passes.length * 0.95)],
    poisoned,
  };
}

await plain();
for (const effort of ['full', 'fast'] as const) {
  const before = await plain();
  const { wall, outside, mean, p95, poisoned } = await scan(effort);
  const after = await plain();
  const ratio = wall / ((before + after) / 2);
  console.log(
    `${effort}: ${ratio.toFixed(1)} × plain, ${mean.toFixed(1)} passes a function (p95 ${p95}), ` +
      `outside the victim ${(100 * outside).toFixed(1)}%, plain ${(before / functions.length).toFixed(1)} ms, ${poisoned} poisoned of ${functions.length}`,
  );
}
const own = process.resourceUsage().maxRSS / 1024;
const children = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid='], { encoding: 'utf8' });
const models = children
  .split('\n')
  .filter((pid) => pid.trim() !== '')
  .map((pid) => peakOf(pid.trim()))
  .filter((peak) => peak > 0);
const all = models.reduce((sum, peak) => sum + peak, own);
console.log(
  `memory: ${all.toFixed(0)} MB at most: ${[own, ...models].map((peak) => peak.toFixed(0)).join(' + ')}`,
);
await Promise.all([victim.close(), infill.close()]);

/** The most memory that a process ever had, in MB; 0 where it has ended. */
function peakOf(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
