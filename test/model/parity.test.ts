import { describe, expect, it } from 'vitest';
import type { Shown } from '../../src/model/onnx/encode-code.ts';
import {
  crossedEncoder,
  type InputEncoder,
  singleEncoder,
  towersEncoder,
} from '../../src/model/onnx/encode-input.ts';
import { type FolderTokenizer, loadTokenizer } from '../../src/model/onnx/load-tokenizer.ts';
import { openInfill, openVictim } from '../../src/model/open-model.ts';
import { readCard } from '../../src/model/read-card.ts';
import { expected, folder } from './fixture.ts';

type MakeEncoder = (tokenizer: FolderTokenizer, shown: Shown, window: number) => InputEncoder;

const KINDS: readonly [string, MakeEncoder][] = [
  ['tiny-defect', singleEncoder],
  ['tiny-clone', towersEncoder],
  ['tiny-clone-crossed', crossedEncoder],
  ['tiny-infill', singleEncoder],
  ['tiny-repair', singleEncoder],
  ['tiny-repair-t5', singleEncoder],
];

describe.each(KINDS)('the token ids of %s', (name, make) => {
  it.each(expected(name))('are those of Python: $shown', async ({ code, other, ids }) => {
    const card = await readCard(folder(name));
    const tokenizer = await loadTokenizer(folder(name));
    const shown = { mask: tokenizer.special(card.maskToken), unknown: tokenizer.special(card.unknownToken) };
    const encoded = make(tokenizer, shown, card.maxLength)(other ? { code, other } : { code });
    const sides = encoded.pair ? [encoded.ids, encoded.pair] : [encoded.ids];
    expect(sides.map((side) => [...side])).toEqual(ids);
  });
});

describe.each(['tiny-defect', 'tiny-clone', 'tiny-clone-crossed'])('%s', (name) => {
  it('answers the probabilities of PyTorch', async () => {
    const rows = expected(name);
    const victim = await openVictim(folder(name));
    if (!('classify' in victim)) throw new Error(`${name} is no classifier`);
    const answers = await victim.classify(
      rows.map(({ code, other }) => (other ? { code, other } : { code })),
    );
    await victim.close();
    for (const [at, { probabilities }] of rows.entries()) {
      for (const [label, probability] of probabilities.entries()) {
        expect(answers[at]?.probabilities[label]).toBeCloseTo(probability, 4);
      }
    }
  });
});

describe.each(['tiny-repair', 'tiny-repair-t5'])('%s', (name) => {
  it('writes the text of PyTorch, and finds texts as likely', async () => {
    const rows = expected(name);
    const victim = await openVictim(folder(name));
    if (!('generate' in victim)) throw new Error(`${name} is no generator`);
    const codes = rows.map(({ code }) => code);
    const written = await victim.generate(codes);
    expect(written.map(({ text }) => text)).toEqual(rows.map(({ text }) => text));
    for (const [at, row] of rows.entries()) {
      expect(written[at]?.logLikelihood).toBeCloseTo(row.logLikelihood, 3);
    }
    for (const output of Object.keys(rows[0]?.given ?? {})) {
      const answers = await victim.likelihood(codes, output);
      for (const [at, { given }] of rows.entries()) {
        expect(answers[at]?.logLikelihood).toBeCloseTo(given[output] ?? Number.NaN, 3);
      }
    }
    await victim.close();
  });
});

describe('tiny-infill', () => {
  it('proposes the best tokens of PyTorch for every hole of ours, and for no mask of the source', async () => {
    const rows = expected('tiny-infill');
    const infill = await openInfill(folder('tiny-infill'));
    const codes = rows.map(({ code }) => code);
    const answers = await infill.fill(codes, 5);
    await infill.close();
    for (const [at, { code, masks, fills }] of rows.entries()) {
      const holes = code.filter((part) => typeof part !== 'string');
      expect(answers[at]).toHaveLength(holes.length);
      if (holes.length !== masks.length || holes.some((hole) => hole.as !== 'one')) continue;
      for (const [hole, wanted] of fills.entries()) {
        const got = answers[at]?.[hole] ?? [];
        expect(got.map(({ text }) => text)).toEqual(wanted.map(({ text }) => text));
        for (const [n, { logProbability }] of wanted.entries()) {
          expect(got[n]?.logProbability).toBeCloseTo(logProbability, 4);
        }
      }
    }
  });
});
