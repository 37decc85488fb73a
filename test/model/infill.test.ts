import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hole, MaskedCode } from '../../src/code/masked-code.ts';
import type { Infill } from '../../src/model/infill.ts';
import { encodeCode } from '../../src/model/onnx/encode-code.ts';
import { loadTokenizer } from '../../src/model/onnx/load-tokenizer.ts';
import { openInfill } from '../../src/model/open-model.ts';
import { folder } from './fixture.ts';

const one: Hole = { hidden: 'found', as: 'one' };
const each: Hole = { hidden: 'strlen(left)', as: 'each' };
const unknown: Hole = { hidden: 'found', as: 'unknown' };

let infill: Infill;
beforeAll(async () => {
  infill = await openInfill(folder('tiny-infill'));
});
afterAll(() => infill.close());

describe('fill', () => {
  it('proposes distinct fills for each hole, best first', async () => {
    const [holes = []] = await infill.fill([['int ', one, ' = ', each, ';']], 6);
    expect(holes).toHaveLength(2);
    for (const fills of holes) {
      expect(new Set(fills.map(({ text }) => text)).size).toBe(fills.length);
      const chances = fills.map(({ logProbability }) => logProbability);
      expect(chances).toEqual(chances.toSorted((a, b) => b - a));
      expect(chances.every((chance) => chance <= 0)).toBe(true);
    }
    expect(holes[0]?.length).toBe(6);
  });

  it('fills a hole as long as what it hides with as many tokens, and the others with one', async () => {
    const tokenizer = await loadTokenizer(folder('tiny-infill'));
    const [[longer, shorter] = []] = await infill.fill([[each, ' = ', one]], 1);
    expect(tokenizer.ids(each.hidden).length).toBeGreaterThan(1);
    const fits = (text: string, tokens: number) => tokenizer.ids(text).length <= tokens;
    expect(longer?.every(({ text }) => fits(text, tokenizer.ids(each.hidden).length))).toBe(true);
    expect(shorter?.every(({ text }) => fits(text, 1))).toBe(true);
  });

  it.each<[string, MaskedCode, number[]]>([
    ['there is no hole', ['int x;'], []],
    ['a hole stands beyond the window', [one, 'int x;\n'.repeat(50), one], [2, 0]],
    ['a hole reaches beyond the window', [one, { hidden: 'int x;\n'.repeat(50), as: 'each' }], [2, 0]],
    ['a hole is shown as unknown', [unknown, one], [0, 2]],
    ['the source has masks of its own', ['<mask> = <mask>;', one], [2]],
  ])('gives a list for each hole where %s', async (_, code, counts) => {
    const [holes = []] = await infill.fill([code], 2);
    expect(holes.map(({ length }) => length)).toEqual(counts);
  });

  it('fills the same in any company', async () => {
    const codes = Array.from({ length: 9 }, (_, n): MaskedCode => ['x = 1;'.repeat(n), one]);
    const together = await infill.fill(codes, 3);
    for (const [at, code] of codes.entries()) expect(await infill.fill([code], 3)).toEqual([together[at]]);
  });

  it('stops when told to', async () => {
    await expect(infill.fill([[one]], 1, AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
  });
});

describe('encodeCode', () => {
  it('knows where the holes stand, in spite of masks in the source', async () => {
    const tokenizer = await loadTokenizer(folder('tiny-infill'));
    const shown = { mask: tokenizer.special('<mask>'), unknown: tokenizer.special('<unk>') };
    const source = ['<mask>x', one, '<mask>', unknown] as const;
    const { ids, holes } = encodeCode(tokenizer, shown, source, 40);
    expect(holes).toEqual([
      [2, 3],
      [4, 5],
    ]);
    expect(ids.map((id) => id === shown.mask.id)).toEqual([true, false, true, true, false]);
  });
});
