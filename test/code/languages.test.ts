import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/code/apply-edits.ts';
import { bindingStructure } from '../../src/code/binding-structure.ts';
import { elementsOf } from '../../src/code/elements-of.ts';
import { functionsOf } from '../../src/code/functions-of.ts';
import type { Language } from '../../src/code/language.ts';
import { remove } from '../../src/code/remove.ts';
import { rename } from '../../src/code/rename.ts';
import { all, file, fn, texts, the } from './in.ts';
import { SAMPLES } from './samples.ts';

describe.each(Object.entries(SAMPLES) as [Language, (typeof SAMPLES)[Language]][])(
  '%s',
  (language, sample) => {
    it('finds the functions of a file', async () => {
      const parsed = await file(language, sample.file);
      expect(parsed.errors).toEqual([]);
      expect(functionsOf(parsed).map((found) => found.name)).toEqual(sample.functions);
    });

    it('finds each function again by itself, without a syntax error', async () => {
      for (const found of functionsOf(await file(language, sample.file))) {
        const parsed = await fn(language, found.text);
        expect(parsed.errors).toEqual([]);
        expect(functionsOf(parsed)).toMatchObject([{ name: found.name, from: 0, to: found.text.length }]);
      }
    });

    it('finds the names that the function declares or is, at all their places', async () => {
      const parsed = await fn(language, sample.code);
      const found = elementsOf(parsed, ['identifier']).map(({ text, ranges }) => `${text} ${ranges.length}`);
      expect(found).toEqual(sample.identifiers);
    });

    it('finds the outermost statements', async () => {
      const parsed = await fn(language, sample.code);
      const firstLines = texts(elementsOf(parsed, ['statement'])).map((text) => text.split('\n')[0]);
      expect(firstLines).toEqual(sample.statements);
    });

    it.each(sample.renames)('renames %s at %i places', async (name, places) => {
      const parsed = await fn(language, sample.code);
      const renaming = rename(parsed, the(parsed, 'identifier', name), 'fresh_1');
      if ('reason' in renaming) throw new Error(renaming.reason);
      expect(renaming.edits).toHaveLength(places);
      const renamed = await fn(language, applyEdits(sample.code, renaming.edits));
      expect(renamed.errors).toEqual(parsed.errors);
      expect(bindingStructure(renamed)).toBe(bindingStructure(parsed));
    });

    it.each(sample.keeps)('does not rename %s', async (name) => {
      const parsed = await fn(language, sample.code);
      expect(rename(parsed, the(parsed, 'identifier', name), 'fresh_1')).toHaveProperty('reason');
    });

    it.each(sample.removes)('removes %s and puts %j there', async (statement, instead) => {
      const parsed = await fn(language, sample.code);
      const removal = remove(parsed, the(parsed, 'statement', statement));
      if ('reason' in removal) throw new Error(removal.reason);
      expect(removal.edits.map(({ text }) => text)).toEqual([instead]);
    });

    it('removes any statement that can be without a new syntax error', async () => {
      const parsed = await fn(language, sample.code);
      for (const statement of all(parsed, 'statement')) {
        const removal = remove(parsed, statement);
        if ('reason' in removal) continue;
        expect((await fn(language, applyEdits(sample.code, removal.edits))).errors).toEqual([]);
      }
    });

    it('does not remove what declares something that is used', async () => {
      const parsed = await fn(language, sample.code);
      const removal = remove(parsed, the(parsed, 'statement', sample.needed));
      expect(removal).toHaveProperty('reason', expect.stringContaining('used elsewhere'));
    });
  },
);
