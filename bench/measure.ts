// Asks a victim about every element of every row, once, and keeps the answers: all tables are made from such files.
//
//   node bench/measure.ts VICTIM PROBE ROWS.jsonl[.gz] OUT.jsonl [--first N] [--functions FILE]
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ELEMENT_KINDS, measure, openVictim, PROBES } from '../src/index.ts';
import { readRows } from '../src/jsonl/read-rows.ts';
import { writeLines } from '../src/jsonl/write-lines.ts';
import { loadFunctions } from '../src/lab/poison/load-functions.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    first: { type: 'string' },
    functions: { type: 'string' },
    kinds: { type: 'string', default: 'identifier,statement' },
    all: { type: 'boolean', default: false },
  },
});
const [victimName = '', probe = '', input = '', output = ''] = positionals;

const row = z.looseObject({
  func: z.string().optional(),
  buggy: z.string().optional(),
  id1: z.string().optional(),
  id2: z.string().optional(),
  func1: z.string().optional(),
  func2: z.string().optional(),
  id: z.string().optional(),
  idx: z.number().optional(),
  target: z.number().optional(),
  label: z.number().optional(),
  poison: z.looseObject({ attack: z.string(), took: z.boolean() }).optional(),
});

const functions =
  values.functions === undefined ? new Map<string, string>() : await loadFunctions(values.functions);

const rows: z.infer<typeof row>[] = [];
for await (const { value } of readRows(input, row)) {
  if (value.poison?.took === false) continue;
  rows.push(value);
  if (values.first && rows.length >= Number(values.first)) break;
}
const subjects = rows.map((value): string | readonly [string, string] => {
  const one = value.func ?? value.buggy;
  if (one !== undefined) return one;
  const named = (id: string | undefined) => functions.get(id ?? '') ?? '';
  return [value.func1 ?? named(value.id1), value.func2 ?? named(value.id2)] as const;
});

const victim = await openVictim(victimName);
const language = victim.card.languages[0] ?? 'c';
const began = performance.now();

async function* lines() {
  let index = 0;
  const settings = {
    victim,
    language,
    probe: PROBES.find((name) => name === probe) ?? 'neutral',
    kinds: ELEMENT_KINDS.filter((kind) => values.kinds.split(',').includes(kind)),
    ...(values.all ? { inspect: 'all' as const } : {}),
  };
  for await (const measured of measure(subjects, settings)) {
    const { id, idx, id1, id2, target, label, poison } = rows[index] ?? {};
    const key = id ?? idx ?? `${id1} ${id2}`;
    yield JSON.stringify({
      key,
      target: target ?? label,
      poison: poison?.attack,
      triggers: poison?.triggers,
      measured,
    });
    index += 1;
    if (index % 200 === 0) {
      const each = (performance.now() - began) / index;
      process.stderr.write(`${index}/${rows.length} ${each.toFixed(0)} ms each\n`);
    }
  }
}

await writeLines(output, lines());
await victim.close();
