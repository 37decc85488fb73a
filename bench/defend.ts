// The defence from end to end: attack success with and without it, its floor, what it names and undoes, accuracy.
//
//   node bench/defend.ts VICTIM CLEAN.jsonl[.gz] POISONED.jsonl… [--first N] [--functions FILE] [--effort fast]
//
// ASR_D counts what the victim says after purification. The floor is what the victim says to the same functions without
// any trigger. A trigger is named right if what is named begins inside what was planted.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { interval } from '../src/defense/interval.ts';
import { defendAll, defendPairs, type Outcome, openInfill, openVictim } from '../src/index.ts';
import { readRows } from '../src/jsonl/read-rows.ts';
import { readFunctions } from './read-functions.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    first: { type: 'string' },
    functions: { type: 'string' },
    effort: { type: 'string', default: 'full' },
  },
});
const [victimName = '', ...files] = positionals;

const text = z.string().optional();
const code = { func: text, buggy: text, func1: text, func2: text };
const row = z.looseObject({
  ...code,
  id1: text,
  id2: text,
  fixed: text,
  target: z.number().optional(),
  label: z.number().optional(),
  poison: z
    .looseObject({
      attack: z.string(),
      took: z.boolean(),
      triggers: z.array(z.object({ ranges: z.array(z.tuple([z.number(), z.number()])) })).default([]),
      original: z.looseObject(code).default({}),
      goal: z.looseObject({ fixed: text }).default({}),
    })
    .optional(),
});
type Row = z.infer<typeof row>;

const functions = await readFunctions(values.functions);
const victim = await openVictim(victimName);
const infill = await openInfill('infill-code');
const [language = 'c'] = victim.card.languages;
const effort = values.effort === 'fast' ? 'fast' : 'full';
const goal = victim.card.goalLabel;
const isPair = victim.card.task === 'pair';

async function rowsOf(file: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { value } of readRows(file, row)) {
    if (value.poison?.took === false) continue;
    rows.push(value);
    if (values.first && rows.length >= Number(values.first)) break;
  }
  return rows;
}

function pairOf(value: Row, from: Pick<Row, 'func1' | 'func2'> = value): readonly [string, string] {
  return [
    from.func1 ?? functions.get(value.id1 ?? '') ?? '',
    from.func2 ?? functions.get(value.id2 ?? '') ?? '',
  ];
}

async function outcomesOf(rows: readonly Row[]): Promise<(readonly Outcome[])[]> {
  const settings = { victim, infill, language, effort } as const;
  const all: (readonly Outcome[])[] = [];
  if (isPair) {
    const pairs = rows.map((value) => pairOf(value));
    for await (const both of defendPairs(pairs, settings)) all.push(both);
  } else {
    const codes = rows.map(({ func, buggy }) => func ?? buggy ?? '');
    for await (const outcome of defendAll(codes, settings)) all.push([outcome]);
  }
  return all;
}

/** What the victim says of the rows as they were before the attack. */
async function saidWithout(rows: readonly Row[]): Promise<(string | undefined)[]> {
  const originals = rows.map((value) => ({ value, own: value.poison?.original ?? value }));
  if ('generate' in victim) {
    const answers = await victim.generate(originals.map(({ own }) => [own.buggy ?? '']));
    return answers.map(({ text }) => text);
  }
  const answers = await victim.classify(
    originals.map(({ value, own }) => {
      const [first, second] = isPair ? pairOf(value, own) : [own.func ?? ''];
      return { code: [first], ...(second !== undefined && { other: [second] }) };
    }),
  );
  return answers.map(({ probabilities }) => labelOf(probabilities));
}

/** The answer on a row. A pair one of whose functions was inspected beside itself would else have been passed over. */
const before = (outcomes: readonly Outcome[]) =>
  outcomes.some(({ besideItself }) => besideItself) ? goal : outcomes[0]?.prediction?.label;

/** The answer on each row once what is offered for its functions is taken. */
async function saidAfter(
  rows: readonly Row[],
  outcomes: readonly (readonly Outcome[])[],
): Promise<(string | undefined)[]> {
  const offered = (outcome: Outcome | undefined) =>
    outcome?.verdict === 'poisoned' ? outcome.purification : undefined;
  const after = outcomes.map((own) => own.map(offered).find(Boolean)?.prediction.label ?? before(own));
  if (!isPair || 'generate' in victim) return after;
  const changed = rows.flatMap((value, at) => {
    const [one, two] = outcomes[at]?.map(offered) ?? [];
    const [first, second] = pairOf(value);
    return one || two ? [{ at, code: [one?.code ?? first], other: [two?.code ?? second] }] : [];
  });
  for (const [index, { probabilities }] of (await victim.classify(changed)).entries()) {
    after[changed[index]?.at ?? 0] = labelOf(probabilities);
  }
  return after;
}

function labelOf(probabilities: readonly number[]): string | undefined {
  return victim.card.labels[probabilities.indexOf(Math.max(...probabilities))];
}

const isPoisoned = (outcomes: readonly Outcome[]) => outcomes.some(({ verdict }) => verdict === 'poisoned');
const plain = (said: string | undefined) => (said ?? '').split(/\s+/).join(' ').trim();

function namedRight(outcomes: readonly Outcome[], planted: Row): boolean {
  return outcomes.some((outcome, which) => {
    if (outcome.verdict !== 'poisoned' || outcome.trigger === undefined) return false;
    const at = outcome.trigger.element.ranges[0]?.[0] ?? -1;
    return (planted.poison?.triggers[which]?.ranges ?? []).some(([from, to]) => at >= from && at < to);
  });
}

const percent = (hits: number, n: number) => {
  const [low, high] = interval(hits, n);
  const shown = (share: number) => (100 * share).toFixed(1);
  return `${shown(hits / Math.max(1, n))}% [${shown(low)}, ${shown(high)}] of ${n}`;
};

const [cleanFile = '', ...attackFiles] = files;
if (cleanFile !== '-') {
  const rows = await rowsOf(cleanFile);
  const outcomes = await outcomesOf(rows);
  const right = (said: string | undefined, value: Row) => {
    if (goal === undefined) return plain(said) === plain(value.fixed);
    return (said === goal) === ((value.target ?? value.label) === 0);
  };
  const after = await saidAfter(rows, outcomes);
  const acc = outcomes.filter((one, at) => right(before(one), rows[at] ?? {})).length;
  const accDefended = after.filter((said, at) => right(said, rows[at] ?? {})).length;
  console.log(`clean: flagged ${percent(outcomes.filter(isPoisoned).length, rows.length)}`);
  console.log(`clean: ACC ${percent(acc, rows.length)}, ACC_D ${percent(accDefended, rows.length)}`);
}

for (const file of attackFiles) {
  const rows = await rowsOf(file);
  const planted = await outcomesOf(rows);
  const originals = await saidWithout(rows);
  const after = await saidAfter(rows, planted);
  const bad = (said: string | undefined, value: Row | undefined) =>
    goal === undefined ? plain(said) === plain(value?.poison?.goal.fixed) : said === goal;
  const count = (hit: (at: number) => boolean) => rows.filter((_, at) => hit(at)).length;
  const fooled = (at: number) => bad(before(planted[at] ?? []), rows[at]);
  const effective = (at: number) => fooled(at) && !bad(originals[at], rows[at]);
  const caught = (at: number) => effective(at) && isPoisoned(planted[at] ?? []);
  const n = rows.length;
  const effectiveCount = count(effective);
  const caughtCount = count(caught);
  console.log(`${rows[0]?.poison?.attack}`);
  console.log(`  ASR ${percent(count(fooled), n)}`);
  console.log(
    `  ASR_D ${percent(
      count((at) => bad(after[at], rows[at])),
      n,
    )}`,
  );
  console.log(
    `  floor ${percent(
      count((at) => bad(originals[at], rows[at])),
      n,
    )}`,
  );
  console.log(`  effective and caught ${percent(caughtCount, effectiveCount)}`);
  console.log(
    `  named right ${percent(
      count((at) => caught(at) && namedRight(planted[at] ?? [], rows[at] ?? {})),
      caughtCount,
    )}`,
  );
  console.log(
    `  undone ${percent(
      count((at) => caught(at) && !bad(after[at], rows[at])),
      caughtCount,
    )}`,
  );
}
await Promise.all([victim.close(), infill.close()]);
