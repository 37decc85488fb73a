// Finds the poisoned rows of a training set that `codepurify poison` made, and compares with its field `poison`: what share
// of each attack's rows is found, and what share of the clean rows is taken for poisoned.
//
//   node bench/sanitize.ts VICTIM POISONED.jsonl [--every N] [--first N] [--functions FILE] [--effort full]
import { parseArgs } from 'node:util';
import { interval } from '../src/defense/interval.ts';
import { openVictim, sanitize } from '../src/index.ts';
import { taskOf } from '../src/lab/poison/task.ts';
import { type TrainingLine, trainingRows } from '../src/lab/sanitize/training-rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '1' },
    first: { type: 'string', default: 'Infinity' },
    functions: { type: 'string' },
    effort: { type: 'string', default: 'fast' },
  },
});
const [victimName = '', input = ''] = positionals;
const victim = await openVictim(victimName);
const [language = 'c'] = victim.card.languages;

const lines: TrainingLine[] = [];
let at = 0;
for await (const line of trainingRows(await taskOf(input, values.functions), input, victim.card)) {
  at += 1;
  if (at % Number(values.every) === 0 && lines.length < Number(values.first)) lines.push(line);
}

const began = performance.now();
const effort = values.effort === 'full' ? 'full' : 'fast';
const found = await sanitize(() => lines, { victim, language, effort });
const seconds = (performance.now() - began) / 1000;
await victim.close();

const percent = (hits: number, n: number) => {
  const shown = (share: number) => (100 * share).toFixed(1);
  const [low, high] = interval(hits, n);
  return `${shown(hits / Math.max(1, n))}% [${shown(low)}, ${shown(high)}], ${hits} of ${n}`;
};
const removed = new Set(found.poisoned);
const kept = new Set(found.unconfirmed.flatMap(({ rows }) => rows));
const attackOf = ({ row }: TrainingLine): string => {
  const { poison } = row.fields;
  const planted = typeof poison === 'object' && poison !== null && 'took' in poison && poison.took;
  return planted && 'attack' in poison ? String(poison.attack) : 'clean';
};
const byAttack = Map.groupBy(lines.entries(), ([, line]) => attackOf(line));
for (const [attack, own] of [...byAttack].sort()) {
  const rows = own.map(([row]) => row);
  const flagged = percent(rows.filter((row) => kept.has(row)).length, rows.length);
  const taken = percent(rows.filter((row) => removed.has(row)).length, rows.length);
  console.log(`${attack}: called poisoned ${taken}; flagged and kept ${flagged}`);
}
for (const { kind, form, rows, named, elsewhere, byNature, logP, wordings } of found.triggers) {
  const truth = Map.groupBy(rows, (row) => (lines[row] ? attackOf(lines[row]) : ''));
  const counts = [...truth].map(([attack, own]) => `${attack} ${own.length}`).join(', ');
  console.log(
    `  ${kind} ${form} (${wordings[0]?.text}, ${wordings.length} wordings): ${counts}; named ${named}, elsewhere ${elsewhere}, by nature ${byNature.toFixed(1)}, ln p ${logP.toFixed(0)}`,
  );
}
console.log(
  `${found.rows} rows, ${found.suspected} suspected, ${found.inspected} inspected, ${found.passes} passes, ${seconds.toFixed(0)} s, effort ${effort}`,
);
