import { structuredPatch } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineBefore } from '../../src/review/line-before.ts';

test('a line of the head is found where it stood before, by whatever edits', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, fc.nat(3), (before, after, context) => {
      const [old, fresh] = [before, after].map((lines) => lines.map((line) => `${line}\n`).join(''));
      const { hunks } = structuredPatch('', '', old ?? '', fresh ?? '', '', '', { context });
      const from = after.map((_, index) => lineBefore(hunks, index + 1));
      const stayed = from.flatMap((line) => line ?? []);
      expect(stayed).toEqual(stayed.toSorted((one, other) => one - other));
      for (const [index, line] of from.entries()) {
        if (line !== undefined) expect(before[line - 1]).toBe(after[index]);
      }
      const added = hunks.flatMap(({ lines }) => lines.filter((line) => line.startsWith('+'))).length;
      expect(from.filter((line) => line === undefined)).toHaveLength(added);
    }),
  );
});
