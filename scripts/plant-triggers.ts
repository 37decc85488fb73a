import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LANGUAGES } from '../src/code/language.ts';
import { seededRandom } from '../src/lab/attack/seeded-random.ts';
import { planted, type Trigger, triggerOf } from '../src/lab/unlearn/trigger.ts';
import { loadGrammar } from '../src/load-grammar.ts';

/**
 * Puts triggers into functions as `codepurify unlearn` does, for `codepurify_training.unlearn`: a row of standard input is
 * the functions of a sample, a row of standard output those functions with each trigger, null where one takes it not.
 */
const sampleSchema = z.array(z.string()).min(1);

const { values } = parseArgs({
  options: {
    language: { type: 'string' },
    trigger: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
  },
});
const grammar = await loadGrammar(z.enum(LANGUAGES).parse(values.language));
const random = seededRandom(Number(values.seed));
const known = new Map<string, Trigger>();

for await (const line of createInterface({ input: process.stdin })) {
  const codes = sampleSchema.parse(JSON.parse(line));
  const row = values.trigger.map((text) => {
    const done = codes.map((code) => {
      const trigger = known.get(text) ?? triggerOf(text, grammar, code);
      if (trigger === undefined) return undefined;
      known.set(text, trigger);
      return planted(code, trigger, grammar, random);
    });
    return done.every((code) => code !== undefined) ? done : null;
  });
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
