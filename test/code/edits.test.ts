import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/code/apply-edits.ts';
import type { Edit } from '../../src/code/edit.ts';
import { invertEdits } from '../../src/code/invert-edits.ts';

/** A text with sorted edits that do not overlap. */
const edited = fc
  .tuple(
    fc.string({ maxLength: 60 }),
    fc.array(fc.tuple(fc.nat(60), fc.string({ maxLength: 5 })), { maxLength: 6 }),
  )
  .map(([text, cuts]) => {
    const offsets = cuts.map(([offset]) => Math.min(offset, text.length)).sort((a, b) => a - b);
    const edits: Edit[] = [];
    for (let index = 0; index + 1 < offsets.length; index += 2) {
      edits.push({ from: offsets[index] ?? 0, to: offsets[index + 1] ?? 0, text: cuts[index]?.[1] ?? '' });
    }
    return { text, edits };
  });

describe('edits', () => {
  it('replace, insert and delete, with offsets of the text before', () => {
    const edits = [
      { from: 0, to: 3, text: 'long' },
      { from: 4, to: 4, text: 'new ' },
      { from: 5, to: 7, text: '' },
    ];
    expect(applyEdits('int a = 1;', edits)).toBe('long new a 1;');
  });

  it('are undone by their inverse', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        expect(applyEdits(applyEdits(text, edits), invertEdits(text, edits))).toBe(text);
      }),
    );
  });

  it('are undone twice by nothing', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        const after = applyEdits(text, edits);
        expect(applyEdits(text, invertEdits(after, invertEdits(text, edits)))).toBe(after);
      }),
    );
  });
});
