// How long an audit takes to its verdict beside the inversion of EliBadCode as its authors run it, in Python, on one model.
//
//   node bench/audit/authors.ts VICTIM ROWS.jsonl[.gz] --python training/.venv/bin/python --checkpoint FOLDER
//     [--first 60] [--unseen 60] [--epochs 100] [--seed 1] [--whole]
//
// One after the other, on the same functions: the first --first rows. From the label that is not the goal to the goal label,
// names only: the audit's first search with all that goes before and the measuring after, and
// training/codepurify_training/published_inversion.py in both halves, on the PyTorch checkpoint that VICTIM was exported from.
// --whole runs a whole audit as well: all pairs of labels, names and statements, until nothing more is found; Python's time for
// all pairs is then reckoned. Opening the models counts for none. With fewer than 100 --epochs the rest is reckoned from them.
// What each found is planted as the audit plants names, in functions that neither has seen: of the --unseen rows that follow.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readRows } from '../../src/jsonl/read-rows.ts';
import { audit } from '../../src/lab/audit/audit.ts';
import { BAR, judged } from '../../src/lab/audit/judged.ts';
import { labelOf } from '../../src/lab/audit/label-of.ts';
import { answersTo } from '../../src/lab/audit/losses.ts';
import type { TriggerKind } from '../../src/lab/audit/result.ts';
import { runSearch } from '../../src/lab/audit/run-search.ts';
import { BUDGET } from '../../src/lab/audit/search.ts';
import { triggerOf } from '../../src/lab/audit/trigger-of.ts';
import { materialFor, nameSearch, openAudited } from './name-search.ts';
import { runPython } from './run-python.ts';
import { clock, type Spent, sumOf } from './spent.ts';

/** As published. */
const EPOCHS = 100;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: 'python' },
    checkpoint: { type: 'string', default: '' },
    first: { type: 'string', default: '60' },
    unseen: { type: 'string', default: '60' },
    epochs: { type: 'string', default: String(EPOCHS) },
    seed: { type: 'string', default: '1' },
    whole: { type: 'boolean', default: false },
  },
});
const [name = '', input = ''] = positionals;
const [first, seed, epochs] = [Number(values.first), Number(values.seed), Number(values.epochs)];

const rows: { readonly func: string; readonly target: number }[] = [];
for await (const { value } of readRows(input, z.object({ func: z.string(), target: z.int() }))) {
  rows.push(value);
  if (rows.length >= first + Number(values.unseen)) break;
}
const given = rows.slice(0, first);
const funcs = given.map(({ func }) => func);
const known = new Set(funcs);
const held = rows.slice(first).flatMap(({ func }) => (known.has(func) ? [] : [func]));

const audited = await openAudited(name, 'c');
const { victim, gradients, grammar, vocabulary, from, target } = audited;
const pairs = victim.card.labels.length * (victim.card.labels.length - 1);

const heldOut = await materialFor(held, audited, seed);
const { searched, unseen } = await heldOut.samples(from);
const references = heldOut.references(target);

/** What a trigger does to functions that nothing was searched with. */
async function tell(who: string, text: string, kind: TriggerKind = 'name'): Promise<void> {
  const ready = [...searched, ...unseen].filter((sample) => sample[kind].length > 0);
  const [answers = []] = await answersTo([text], ready, { kind, victim });
  const sure = answers.map((probabilities) => probabilities[target] ?? 0);
  const turned = answers.filter((probabilities) => labelOf({ probabilities }) === target);
  const { score, backdoored, ...told } = judged(sure, references, BAR);
  console.log(
    `  ${who} ${JSON.stringify(text)}: turns ${turned.length} of ${ready.length}, surer ${told.sure.count}, score ${score.toFixed(3)}${backdoored ? ', backdoored' : ''}`,
  );
}

const seconds = ({ wall, cpu }: Spent) => `${wall.toFixed(1)} s (${cpu.toFixed(1)} s of processor time)`;
const times = (one: Spent, other: Spent) =>
  `${(one.wall / other.wall).toFixed(1)} times that (${(one.cpu / other.cpu).toFixed(1)} of processor time)`;

const began = clock();
const material = await materialFor(funcs, audited, seed);
const { search, measure } = await nameSearch(material, audited, { seed, budget: BUDGET });
const end = await runSearch(search, 'name', { known: {} }, () => {});
const best = end?.beam[0];
if (end === undefined || best === undefined) throw new Error('The search found nothing to measure');
const { trigger } = await triggerOf(best, end.step, search, measure);
const ours = began();
console.log(
  `the audit's first search: ${seconds(ours)}, ${search.samples.length} functions, ${end.step} steps, loss ${trigger.loss.toFixed(3)}`,
);
for (const text of new Set([trigger.found, trigger.text])) await tell('found', text);

let whole: Spent | undefined;
if (values.whole) {
  const spent = clock();
  const result = await audit(funcs, { victim, gradients, vocabulary, grammar }, { seed });
  const took = spent();
  if (result.complete) whole = took;
  console.log(
    `the whole audit: ${seconds(took)}, ${result.answers} answers, ${result.verdict}${result.complete ? '' : ', not complete'}`,
  );
  for (const { found, kind, to } of [...result.triggers, ...result.others]) {
    if (to === measure.to) await tell(kind, found, kind);
  }
}

const spent = z.object({ wall: z.number(), cpu: z.number() });
const halves = z.array(
  z.object({
    half: z.string(),
    trigger: z.string(),
    refined: z.string(),
    loss: z.number(),
    functions: z.number(),
    forward: z.number(),
    backward: z.number(),
    epochs: spent,
    ...spent.shape,
  }),
);
const options = { '--model': values.checkpoint, '--victim': from, '--goal': target, '--epochs': epochs };
const words = Object.entries(options).flatMap(([option, value]) => [option, String(value)]);
const found = halves.parse(
  await runPython(
    values.python,
    ['codepurify_training.published_inversion', ...words],
    given.map((row) => JSON.stringify(row)).join('\n'),
  ),
);
for (const { half, functions, forward, backward, loss, trigger: text, refined, ...took } of found) {
  console.log(
    `the authors' ${half}, ${epochs} epochs: ${seconds(took)}, ${functions} functions, ${forward} forward and ${backward} backward passes, loss ${loss.toFixed(3)}`,
  );
  for (const one of new Set([text, refined])) if (one !== '') await tell('found', one);
}
const more = EPOCHS / epochs - 1;
const all = sumOf(
  found.flatMap((half) => [half, { wall: half.epochs.wall * more, cpu: half.epochs.cpu * more }]),
);
const reckoned = epochs === EPOCHS ? '' : `, reckoned from ${epochs} epochs`;
console.log(
  `the authors' procedure, both halves: ${seconds(all)}${reckoned}; our first search took ${seconds(ours)}: theirs is ${times(all, ours)}`,
);
if (whole !== undefined) {
  const every = sumOf(Array.from({ length: pairs }, () => all));
  console.log(
    `for ${pairs} pairs of labels ${seconds(every)}, reckoned; our whole audit took ${seconds(whole)}: theirs is ${times(every, whole)}`,
  );
}
await audited.close();
