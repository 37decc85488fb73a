// Do renames change nothing but the name? For functions of real data, what gcc and javac say before and after is
// compared, the name and nothing else aside; and so are the bindings of the two trees. Needs gcc and a JDK of 17 or later.
//
//   nice -n 10 node bench/rename.ts C.jsonl.gz JAVA.jsonl.gz [--functions 250] [--seed 1] [--verbose]
//
// Rows hold `func`. Of each file as many functions are drawn, of each function at most three identifiers. Each is offered
// the names that purification would offer, in their order: the first of the infill model's that is accepted and the plain one
// are compared. C is compiled alone (but for macros in its head), and again with the unknown types declared before it; Java in a class, with imports.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { applyEdits } from '../src/code/apply-edits.ts';
import { bindingStructure } from '../src/code/binding-structure.ts';
import type { Element } from '../src/code/element.ts';
import { elementsOf } from '../src/code/elements-of.ts';
import { functionName } from '../src/code/function-name.ts';
import { parseFunction } from '../src/code/parse-function.ts';
import type { Parsed, ParseFailure } from '../src/code/parsed.ts';
import { rename } from '../src/code/rename.ts';
import { freshNames } from '../src/defense/fresh-name.ts';
import { interval } from '../src/defense/interval.ts';
import { nameProposals } from '../src/defense/name-proposals.ts';
import { openInfill } from '../src/index.ts';
import { readRows } from '../src/jsonl/read-rows.ts';
import { type Random, seededRandom } from '../src/lab/attack/seeded-random.ts';
import { compileC } from '../src/lab/compile/compile-c.ts';
import { compileJava } from '../src/lab/compile/compile-java.ts';
import type { Compiled } from '../src/lab/compile/compiled.ts';
import { declareTypes } from '../src/lab/compile/declare-types.ts';
import { defineHeads } from '../src/lab/compile/define-heads.ts';
import { loadGrammar } from '../src/load-grammar.ts';
import { difference, type Renamed } from './difference.ts';
import { hostileNames } from './hostile-names.ts';

const ELEMENTS = 3;
const PROPOSALS = 6;

interface Case extends Renamed {
  readonly parsed: Parsed;
  readonly after: string;
  readonly sameBindings: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    functions: { type: 'string', default: '250' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});
const random = seededRandom(Number(values.seed));
const infill = await openInfill('infill-code', { cores: 1 });

const totals = { functions: 0, renamed: 0, accepted: 0, same: 0, bound: 0 };
for (const [index, language] of (['c', 'java'] as const).entries()) {
  const texts: string[] = [];
  for await (const { value } of readRows(positionals[index] ?? '', z.looseObject({ func: z.string() })))
    texts.push(value.func);
  const grammar = await loadGrammar(language);
  const functions = draw(texts, Number(values.functions)).map((text) => parseFunction(grammar, text));
  await check(language, functions.filter(hasTree));
}
await infill.close();
console.log(
  `together: ${totals.functions} functions, ${totals.renamed} of them with a rename; ${totals.accepted} renames`,
);
console.log(`  same diagnostics  ${share(totals.same, totals.accepted)}`);
console.log(`  same bindings     ${share(totals.bound, totals.accepted)}`);

async function check(language: 'c' | 'java', functions: readonly Parsed[]): Promise<void> {
  const cases: Case[] = [];
  const refused = { element: new Map<string, number>(), name: new Map<string, number>() };
  const hostile = new Map<string, { offered: number; accepted: number }>();
  let elements = 0;
  for (const parsed of functions) {
    for (const element of draw(elementsOf(parsed, ['identifier']), ELEMENTS)) {
      elements += 1;
      const offer = (newName: string) => offered(parsed, element, newName);
      const plain = offer(freshNames([parsed.text])(0));
      if (typeof plain === 'string') {
        count(refused.element, plain);
        continue;
      }
      cases.push(plain);
      const proposals = await nameProposals(parsed.text, element, infill);
      for (const name of proposals.slice(0, PROPOSALS)) {
        const proposed = offer(name);
        if (typeof proposed !== 'string') {
          cases.push(proposed);
          break;
        }
        count(refused.name, proposed);
      }
      for (const [kind, name] of hostileNames(parsed, element)) {
        const tally = hostile.get(kind) ?? { offered: 0, accepted: 0 };
        hostile.set(kind, tally);
        tally.offered += 1;
        if (typeof offer(name) === 'string') continue;
        tally.accepted += 1;
        report('hostile name accepted', kind, element.text, name, parsed.text);
      }
    }
  }
  const same = compared(language, cases);
  const bound = cases.filter(({ sameBindings }) => sameBindings).length;
  const renamed = new Set(cases.map(({ parsed }) => parsed)).size;
  console.log(`${language}: ${functions.length} functions, ${elements} identifiers, ${cases.length} renames`);
  console.log(`  functions with a rename      ${share(renamed, functions.length)}`);
  console.log(`  same diagnostics             ${share(same.same, cases.length)}`);
  console.log(`    of them with diagnostics   ${same.speaking}; compiled, to the same code ${same.compiled}`);
  console.log(`  same bindings                ${share(bound, cases.length)}`);
  console.log(`  identifiers refused${listed(refused.element)}`);
  console.log(`  names of the infill model refused${listed(refused.name)}`);
  const tallies = Array.from(hostile, ([kind, { offered, accepted }]) => `${kind} ${accepted}/${offered}`);
  console.log(`  hostile names accepted: ${tallies.join(', ')}`);
  totals.functions += functions.length;
  totals.renamed += renamed;
  totals.accepted += cases.length;
  totals.same += same.same;
  totals.bound += bound;
}

function hasTree(parsed: Parsed | ParseFailure): parsed is Parsed {
  return !('reason' in parsed);
}

/** The rename, or the reason of its refusal without names. */
function offered(parsed: Parsed, element: Element, newName: string): Case | string {
  const name = element.text;
  const renaming = rename(parsed, element, newName);
  if ('reason' in renaming) {
    const [word, ...rest] = renaming.reason.split(' ');
    const said = word === newName ? 'the new name' : word === name ? 'the name' : word;
    return [said, ...rest].join(' ');
  }
  const { edits } = renaming;
  const after = applyEdits(parsed.text, edits);
  const again = parseFunction(parsed.grammar, after);
  const sameBindings = !('reason' in again) && bindingStructure(again) === bindingStructure(parsed);
  if (!sameBindings) report('other bindings', name, newName, parsed.text);
  const own = functionName(parsed) === name;
  return { name, newName, edits, own, parsed, after, sameBindings };
}

/** How many of the cases a compiler finds the same. */
function compared(language: 'c' | 'java', cases: readonly Case[]) {
  const answers = new Map<string, readonly Compiled[]>();
  if (language === 'java') {
    const texts = [...new Set(cases.flatMap(({ parsed, after }) => [parsed.text, after]))];
    for (const [index, compiled] of compileJava(texts).entries()) answers.set(texts[index] ?? '', [compiled]);
  }
  const answer = (text: string, heads: string, types: string): readonly Compiled[] => {
    const found = answers.get(text) ?? [compileC(text, heads), compileC(text, heads + types)];
    answers.set(text, found);
    return found;
  };
  const tally = { same: 0, speaking: 0, compiled: 0 };
  for (const one of cases) {
    const [heads, types] = [defineHeads(one.parsed), declareTypes(one.parsed)];
    const was = answer(one.parsed.text, heads, types);
    const is = answer(one.after, heads, types);
    const differences = was.map((compiled, index) =>
      difference(compiled, is[index] ?? { diagnostics: [], code: undefined }, one),
    );
    const found = differences.find((each) => each !== undefined);
    if (found !== undefined) {
      report('other diagnostics', `${one.name} → ${one.newName}`, found, one.parsed.text);
      continue;
    }
    tally.same += 1;
    if (was.some(({ diagnostics }) => diagnostics.length > 0)) tally.speaking += 1;
    if (was.some(({ code }) => code !== undefined)) tally.compiled += 1;
  }
  return tally;
}

/** As many as there are up to `count`, without order, by the seed. */
function draw<Item>(items: readonly Item[], count: number, from: Random = random): readonly Item[] {
  const left = [...items];
  const drawn: Item[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(from.below(left.length), 1));
  return drawn;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function listed(counts: ReadonlyMap<string, number>): string {
  const sum = counts.values().reduce((total, one) => total + one, 0);
  const sorted = Array.from(counts).sort(([, a], [, b]) => b - a);
  return [`: ${sum}`, ...sorted.map(([reason, times]) => `    ${times} ${reason}`)].join('\n');
}

function share(hits: number, n: number): string {
  const [low, high] = interval(hits, n);
  const percent = (value: number) => `${(100 * value).toFixed(2)}%`;
  return `${hits}/${n} = ${percent(hits / n)} [${percent(low)}, ${percent(high)}]`;
}

function report(what: string, ...details: readonly string[]): void {
  if (values.verbose) process.stderr.write(`── ${what}\n${details.join('\n')}\n\n`);
}
