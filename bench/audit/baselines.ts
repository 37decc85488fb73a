// What the audit's search for a name finds at a number of questions, beside what one would try instead.
//
//   node bench/audit/baselines.ts VICTIM ROWS.jsonl[.gz]… [--budget 5500] [--seeds 3] [--first 300] [--gradient-cost 3]
//     [--only METHOD,…] [--python training/.venv/bin/python --checkpoint FOLDER]
//
// Towards the victim's goal label. All methods have the same functions, places and rules for names, other functions with each
// seed, and the names they find are measured on the same unseen functions, as the audit measures. A method ends where the
// victim is sure of as many functions as end the audit's search, or before the step that would ask for more than --budget (under
// 900 some do not end their first).
// A gradient of a function counts as --gradient-cost questions; what it takes on this machine is told. What is asked to choose
// the places, to drop parts and to measure counts for no method. Methods:
//   audit: more steps than an audit takes if the budget allows them, a smaller first look if it does not
//   published: EliBadCode's greedy coordinate gradient from five random tokens, 64 candidates a step, each on all functions
//   without gradients: the audit's search of a black box
//   hill climbing: the same from one random token, alone
//   random: names of one to three parts
//   soft inversion: as in DBS. It needs what gradient.onnx does not take, mixtures of tokens, so it runs in Python, on the
//     PyTorch checkpoint that VICTIM was exported from
import { parseArgs } from 'node:util';
import { cleanSamples, subjectsOf } from '../../src/cli/clean-samples.ts';
import { leaningOf } from '../../src/lab/audit/leaning-of.ts';
import type { Trigger } from '../../src/lab/audit/result.ts';
import { scored } from '../../src/lab/audit/scored.ts';
import { BUDGET, type Search } from '../../src/lab/audit/search.ts';
import { triggerOf } from '../../src/lab/audit/trigger-of.ts';
import { loadTokenizer } from '../../src/model/onnx/load-tokenizer.ts';
import { modelFolder } from '../../src/model/open-model.ts';
import { readCard } from '../../src/model/read-card.ts';
import { inversions } from './inversions.ts';
import { materialFor, nameSearch, openAudited } from './name-search.ts';
import { softInversion } from './soft-inversion.ts';
import { clock, type Spent, sumOf } from './spent.ts';
import { type Reached, withinBudget } from './within-budget.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    budget: { type: 'string', default: '5500' },
    seeds: { type: 'string', default: '3' },
    first: { type: 'string', default: '300' },
    'gradient-cost': { type: 'string', default: '3' },
    only: { type: 'string' },
    python: { type: 'string' },
    checkpoint: { type: 'string' },
  },
});
const [name = '', ...paths] = positionals;
const limits = { budget: Number(values.budget), gradientCost: Number(values['gradient-cost']) };
/** What an audit's search asks for if it takes all of its steps. */
const USUAL = 5500;
const scanned = Math.ceil(BUDGET.scanned * Math.min(1, limits.budget / USUAL));

const card = await readCard(await modelFolder(name));
const { signal } = new AbortController();
const [found] = await cleanSamples(card, { paths, cwd: process.cwd(), signal, onProblem: () => {} });
if (found === undefined) throw new Error(`${paths.join(', ')}: no functions`);
const [language, samples] = found;
const subjects = subjectsOf(samples);
const audited = await openAudited(name, language);
const tokenizer = await loadTokenizer(await modelFolder(name));
const python = values.python !== undefined &&
  values.checkpoint !== undefined && {
    python: values.python,
    checkpoint: values.checkpoint,
  };

type Method = (search: Search) => Promise<Reached>;
const own = Object.entries(inversions((text) => tokenizer.ids(text).length)).map(
  ([who, inversion]): [string, Method] => [who, (search) => withinBudget(inversion, search, limits)],
);
const soft: [string, Method][] = python
  ? [['soft inversion', (search) => softInversion(python, search, limits)]]
  : [];
const methods = [...own, ...soft].filter(([who]) => values.only?.split(',').includes(who) ?? true);
const ends = new Map<string, (Reached & { readonly trigger: Trigger | undefined })[]>(
  methods.map(([who]) => [who, []]),
);

for (let seed = 1; seed <= Number(values.seeds); seed++) {
  const material = await materialFor(subjects.slice(0, Number(values.first)), audited, seed);
  const { search, measure } = await nameSearch(material, audited, { seed, budget: { ...BUDGET, scanned } });
  if (seed === 1) await tellCosts(search);
  for (const [who, method] of methods) {
    const reached = await method(search);
    const { best, steps } = reached;
    const trigger = best === undefined ? undefined : (await triggerOf(best, steps, search, measure)).trigger;
    ends.get(who)?.push({ ...reached, trigger });
    console.log(`seed ${seed}, ${who}: ${trigger === undefined ? 'nothing' : told(trigger)}, ${steps} steps`);
  }
}

function told({ found, text, loss, success, sure, score, backdoored, plain }: Trigger): string {
  const shares = `turned ${success.count} (by a plain name ${plain.count}), surer ${sure.count} of ${sure.of}`;
  return `${found} (${text}), loss ${loss.toFixed(3)}, ${shares}, score ${score.toFixed(3)}${backdoored ? ', backdoored' : ''}`;
}

/** By how much a gradient takes longer than an answer here, both of all functions at once. */
async function tellCosts(search: Search): Promise<void> {
  const [answers, leanings]: [Spent[], Spent[]] = [[], []];
  for (const round of ['k', 'l', 'm', 'n']) {
    // Of equal questions only one would be asked.
    const guesses = ['a', 'b', 'c', 'd'].map((word) => ({ form: 0, slots: [[`${word}_${round}`]] }));
    const asked = clock();
    await scored(guesses, search.samples, search);
    answers.push(asked());
    const leaned = clock();
    for (const guess of guesses) await leaningOf(guess, 0, search.samples, search);
    leanings.push(leaned());
  }
  // The first time is warming up.
  const [answer, leaning] = [sumOf(answers.slice(1)), sumOf(leanings.slice(1))];
  const ratio = (key: keyof Spent) => (leaning[key] / answer[key]).toFixed(1);
  console.log(
    `${search.samples.length} functions to search with; a gradient takes ${ratio('wall')} times as long as an answer, and ${ratio('cpu')} times the processor time`,
  );
}

function mean<Item>(items: readonly Item[], of: (item: Item) => number, digits: number): string {
  if (items.length === 0) return '–';
  return (items.reduce((sum, item) => sum + of(item), 0) / items.length).toFixed(digits);
}

console.log(
  '\n| method | loss | turned | surer | score | backdoored | questions | seconds | of processor time |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const [who, all] of ends) {
  const triggers = all.flatMap(({ trigger }) => trigger ?? []);
  const sum = (key: 'success' | 'sure') => {
    const shares = triggers.map((trigger) => trigger[key]);
    const total = (part: 'count' | 'of') => shares.reduce((before, share) => before + share[part], 0);
    return `${total('count')} of ${total('of')}`;
  };
  const cells = [
    who,
    mean(triggers, ({ loss }) => loss, 3),
    sum('success'),
    sum('sure'),
    mean(triggers, ({ score }) => score, 3),
    `${triggers.filter(({ backdoored }) => backdoored).length} of ${all.length}`,
    mean(all, ({ questions }) => questions, 0),
    mean(all, ({ wall }) => wall, 1),
    mean(all, ({ cpu }) => cpu, 1),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
await audited.close();
