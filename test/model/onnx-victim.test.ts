import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '../../src/model/model-error.ts';
import { openVictim } from '../../src/model/open-model.ts';
import type { Classifier, ClassifierInput, Generator } from '../../src/model/victim.ts';
import { expected, folder } from './fixture.ts';

async function classifier(name: string): Promise<Classifier> {
  const victim = await openVictim(folder(name));
  if ('classify' in victim) return victim;
  throw new Error(`${name} is no classifier`);
}

async function generator(name: string): Promise<Generator> {
  const victim = await openVictim(folder(name));
  if ('generate' in victim) return victim;
  throw new Error(`${name} is no generator`);
}

const code = (text: string): ClassifierInput => ({ code: [text] });

describe('a classifier', () => {
  let victim: Classifier;
  beforeAll(async () => {
    victim = await classifier('tiny-defect');
  });
  afterAll(() => victim.close());

  it('answers the same to the last bit, whatever is asked beside it and however often', async () => {
    const inputs = expected('tiny-defect').map(({ code }) => ({ code }));
    const alone = [];
    for (const input of inputs) alone.push(...(await victim.classify([input])));
    expect(await victim.classify(inputs)).toEqual(alone);
    expect(await victim.classify([...inputs, ...inputs].reverse())).toEqual([...alone, ...alone].reverse());
  });

  it('answers probabilities that sum to 1', async () => {
    for (const { probabilities } of await victim.classify([code('int x;'), code('')])) {
      expect(probabilities).toHaveLength(2);
      expect(probabilities.reduce((sum, value) => sum + value)).toBeCloseTo(1, 12);
    }
  });

  it('gives equal ids exactly to inputs that the model sees alike', async () => {
    const long = 'int x = 1;\n'.repeat(100);
    const hole = { hidden: 'x', as: 'one' } as const;
    const [plain, split, ending, other, masked, spelt] = await victim.classify([
      code(long),
      { code: [long.slice(0, 7), long.slice(7)] },
      code(`${long}return x;`),
      code('int y = 1;'),
      { code: ['int ', hole, ';'] },
      code('int <mask>;'),
    ]);
    expect(split?.inputId).toBe(plain?.inputId);
    expect(ending?.inputId).toBe(plain?.inputId);
    expect(other?.inputId).not.toBe(plain?.inputId);
    expect(masked?.inputId).toBe(spelt?.inputId);
  });

  it.each([
    ['fits', 'int x;', false],
    ['is long', 'int x;\n'.repeat(60), true],
    ['is ten megabytes long', 'int x;\n'.repeat(1_500_000), true],
    ['is one endless word', 'x'.repeat(10_000_000), true],
    ['is nothing but white space', ' \n'.repeat(5_000_000), true],
    ['has ten thousand names', Array.from({ length: 10_000 }, (_, n) => `int v${n};`).join(' '), true],
  ])('says whether it saw the whole of a text that %s', async (_, text, truncated) => {
    const [answer] = await victim.classify([code(text)]);
    expect(answer?.truncated).toBe(truncated);
  });

  it('takes any text, never answering NaN', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(texts, async (list) => {
        const answers = await victim.classify(list.map(code));
        expect(answers).toHaveLength(list.length);
        for (const { probabilities } of answers)
          expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('answers nothing to nothing', async () => {
    expect(await victim.classify([])).toEqual([]);
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const inputs = Array.from({ length: 2000 }, (_, n) => code(`int v${n} = ${n};`.repeat(8)));
    const answers = victim.classify(inputs, stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 5);
    await expect(answers).rejects.toThrow('enough');
    await expect(victim.classify([code('x')], AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
    expect(await victim.classify([code('x')])).toHaveLength(1);
  });
});

describe('a pair victim', () => {
  it.each(['tiny-clone', 'tiny-clone-crossed'])('%s needs both functions', async (name) => {
    const victim = await classifier(name);
    await expect(victim.classify([code('int x;')])).rejects.toThrow(/two functions/);
    await victim.close();
  });
});

describe('a generator', () => {
  it('finds its own text as likely as it said', async () => {
    const victim = await generator('tiny-repair-t5');
    const input = ['int x = 0;'];
    const [written] = await victim.generate([input]);
    const [again] = await victim.likelihood([input], written?.text ?? '');
    expect(again).toMatchObject({ inputId: written?.inputId, logLikelihood: written?.logLikelihood });
    expect(written?.logLikelihood).toBeLessThanOrEqual(0);
    await victim.close();
  });
});

describe('close', () => {
  it('refuses what comes after, and what was not answered yet', async () => {
    const victim = await classifier('tiny-defect');
    const asked = expect(victim.classify([code('int x;')])).rejects.toThrow(
      /tiny-defect: the model is closed/,
    );
    await victim.close();
    await asked;
    await expect(victim.classify([code('int x;')])).rejects.toThrow(ModelError);
    await victim.close();
  });

  it('is not needed for the process to end', () => {
    const module = fileURLToPath(new URL('../../src/model/open-model.ts', import.meta.url));
    const script = `
      const { openVictim } = await import(${JSON.stringify(module)});
      const victim = await openVictim(${JSON.stringify(folder('tiny-defect'))}, { cores: ${Math.min(2, availableParallelism())} });
      console.log((await victim.classify([{ code: ['int x;'] }])).length);`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 120_000 });
    expect([run.status, String(run.stdout), String(run.stderr)]).toEqual([0, '1\n', '']);
  });
});
