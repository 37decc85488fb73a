import { expect, test } from 'vitest';
import { readCard } from '../../src/model/read-card.ts';
import { identityOf } from '../../src/scan/identity-of.ts';

const card = await readCard('models/defect-c');

test.each(Object.keys(card.files))('a report names another victim where its %s is another', (file) => {
  const files = { ...card.files, [file]: '0'.repeat(64) };
  expect(identityOf({ ...card, files }).sha256).not.toBe(identityOf(card).sha256);
});

test('model and tokenizer are among its files', () => {
  expect(Object.keys(card.files)).toEqual(expect.arrayContaining(['model.onnx', 'tokenizer.json']));
});
