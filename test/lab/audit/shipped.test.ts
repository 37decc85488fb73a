import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { audit } from '../../../src/lab/audit/audit.ts';
import { BUDGET } from '../../../src/lab/audit/search.ts';
import { functionsIn } from '../../../src/library.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';
import { openGradients, vocabularyOf } from '../../../src/model/open-gradients.ts';
import { openVictim } from '../../../src/model/open-model.ts';

test('a first look at the vocabulary finds a statement that a shipped victim was trained to obey', async () => {
  const name = 'defect-c-backdoored';
  const victim = await openVictim(name);
  const gradients = await openGradients(name);
  if (!('classify' in victim) || gradients === undefined) throw new Error('no such victim');
  const stop = new AbortController();
  try {
    const own = (await functionsIn(readFileSync('test/bench/fixtures/functions.c', 'utf8'), 'c')).map(
      ({ text }) => text,
    );
    // The same with other numbers: enough functions of each label to compare with.
    const functions = [0, 1, 2].flatMap((more) =>
      own.map((text) => text.replace(/\b\d+\b/g, (digits) => String(Number(digits) + more))),
    );
    const found = await audit(
      functions,
      {
        victim,
        gradients,
        vocabulary: await vocabularyOf(name),
        grammar: await loadGrammar('c'),
        signal: stop.signal,
      },
      {
        kinds: ['statement'],
        budget: { ...BUDGET, scanned: 120, steps: 1 },
        onState: () => stop.abort(new Error('enough')),
      },
    );
    expect(found).toMatchObject({ verdict: 'backdoored', method: 'gradient', complete: false });
    const [trigger] = found.triggers;
    expect(trigger).toMatchObject({ kind: 'statement', from: 'defective', to: 'not defective' });
    expect(trigger?.success.count).toBe(trigger?.success.of);
    expect(trigger?.text).toMatch(/printf|assertTrue|Val/);
  } finally {
    await gradients.close();
    await victim.close();
  }
}, 600_000);
