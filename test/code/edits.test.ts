import { expect, it } from 'vitest';
import { applyEdits } from '../../src/code/apply-edits.ts';

it('edits replace, insert and delete, with offsets of the text before', () => {
  const edits = [
    { from: 0, to: 3, text: 'long' },
    { from: 4, to: 4, text: 'new ' },
    { from: 5, to: 7, text: '' },
  ];
  expect(applyEdits('int a = 1;', edits)).toBe('long new a 1;');
});
