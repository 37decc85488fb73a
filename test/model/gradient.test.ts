import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeSlots, nameTokens } from '../../src/model/onnx/encode-slots.ts';
import { loadTokenizer } from '../../src/model/onnx/load-tokenizer.ts';
import { openGradientModel } from '../../src/model/onnx/open-gradient-model.ts';
import { openGradients, vocabularyOf } from '../../src/model/open-gradients.ts';
import { openVictim } from '../../src/model/open-model.ts';
import { readCard } from '../../src/model/read-card.ts';
import { folder } from './fixture.ts';

const numbers = z.array(z.number());
const caseSchema = z.object({
  input_ids: numbers,
  slots: numbers,
  input_ids_pair: numbers.optional(),
  slots_pair: numbers.optional(),
  target: numbers,
  gradient: numbers,
});

function cases(name: string) {
  const file = JSON.parse(readFileSync(join(folder(name), 'expected.json'), 'utf8'));
  return z.array(caseSchema).parse(file.gradients);
}

/** The matrix of ones and zeros as places. */
function side(ids: readonly number[], slots: readonly number[]) {
  const rows = slots.length / ids.length;
  const places = Array.from({ length: rows }, (_, slot) =>
    ids.flatMap((_id, at) => (slots[slot * ids.length + at] === 1 ? [at] : [])),
  );
  return { ids: Int32Array.from(ids), places };
}

describe.each(['tiny-defect', 'tiny-clone'])('the gradient graph of %s', (name) => {
  it('says what PyTorch says', async () => {
    const card = await readCard(folder(name));
    const tokenizer = await loadTokenizer(folder(name));
    const setup = { ...card, folder: folder(name), labels: 2, maxOutput: 1, threads: 1 } as const;
    const model = await openGradientModel(setup, tokenizer);
    for (const one of cases(name)) {
      const sides = [side(one.input_ids, one.slots)];
      if (one.input_ids_pair && one.slots_pair) sides.push(side(one.input_ids_pair, one.slots_pair));
      const got = await model.gradient(sides, one.target.indexOf(1));
      expect(got).toHaveLength(one.gradient.length);
      const scale = Math.max(...one.gradient.map(Math.abs));
      for (const [at, value] of one.gradient.entries())
        expect((got[at] ?? 0) / scale).toBeCloseTo(value / scale, 4);
    }
    await model.close();
  });
});

it('the tokens of a name are found where they stand, in the form that they have there', async () => {
  const tokenizer = await loadTokenizer(folder('tiny-defect'));
  const hole = { hidden: 'x', as: 'unknown' } as const;
  const name = nameTokens(tokenizer, 'buf');
  const { ids, places } = encodeSlots(tokenizer, ['int ', hole, ' = (', hole, ');'], name, 48);
  const whole = tokenizer.ids('int buf = (buf);');
  expect([...ids].slice(1, -1)).toEqual(whole);
  const spellings = places.map((some) => some.map((place) => ids[place]));
  expect(spellings[0]).toEqual(name.spaced?.slice(0, 1));
  expect(spellings[1]).toEqual(name.plain.slice(0, 1));
});

it('a name outside the window has no place', async () => {
  const tokenizer = await loadTokenizer(folder('tiny-defect'));
  const code = ['x '.repeat(100), { hidden: 'x', as: 'unknown' } as const];
  const { ids, places } = encodeSlots(tokenizer, code, nameTokens(tokenizer, 'return'), 48);
  expect([ids.length, places.flat()]).toEqual([48, []]);
});

it('a name leans where the loss falls: of its own tokens nothing changes', async () => {
  const gradients = await openGradients(folder('tiny-defect'), { cores: 1 });
  const inputs = [{ code: ['int ', { hidden: 'x', as: 'unknown' } as const, ' = 0;'] }];
  const leaning = await gradients?.lean({ inputs, name: 'return', target: 1 });
  await gradients?.close();
  const tokenizer = await loadTokenizer(folder('tiny-defect'));
  const { plain } = nameTokens(tokenizer, 'return');
  const width = tokenizer.size;
  expect(leaning?.parts.join('')).toBe('return');
  expect(leaning?.changes).toHaveLength(plain.length * width);
  expect(plain.map((id, part) => leaning?.changes[part * width + id])).toEqual(plain.map(() => 0));
  expect(leaning?.changes.some((change) => change < 0)).toBe(true);
});

it.each(['tiny-defect', 'tiny-clone', 'tiny-clone-crossed'])(
  'that of %s answers as the model does',
  async (name) => {
    const inputs = ['int x = 0;', 'return f(y);'].map((text) => ({ code: [text], other: ['int y;'] }));
    const gradients = await openGradients(folder(name), { cores: 1 });
    const victim = await openVictim(folder(name), { cores: 1 });
    if (gradients === undefined || !('classify' in victim)) throw new Error('it must be there');
    const [wanted, got] = [await victim.classify(inputs), await gradients.classify(inputs)];
    await Promise.all([victim.close(), gradients.close()]);
    for (const [at, { probabilities }] of wanted.entries())
      for (const [label, p] of probabilities.entries())
        expect(got[at]?.probabilities[label]).toBeCloseTo(p, 4);
  },
);

it('a folder without a gradient graph has none', async () => {
  expect(await openGradients(folder('tiny-infill'))).toBeUndefined();
});

it('the vocabulary is told by its texts', async () => {
  const vocabulary = await vocabularyOf(folder('tiny-defect'));
  const tokenizer = await loadTokenizer(folder('tiny-defect'));
  for (const id of tokenizer.ids('int x = 0;')) expect('int x = 0;').toContain(vocabulary[id]);
  expect(vocabulary[tokenizer.special('<mask>').id]).toBe('');
});
