import { expect, test } from 'vitest';
import { GRADIENT_FILE } from '../../src/model/gradients.ts';
import { readCard } from '../../src/model/read-card.ts';
import { identityOf } from '../../src/scan/identity-of.ts';

const card = await readCard('models/defect-c');
const changed = (file: string) => identityOf({ ...card, files: { ...card.files, [file]: '0'.repeat(64) } });

test.each(Object.keys(card.files).filter((file) => file !== GRADIENT_FILE))(
  'a report names another victim where its %s is another',
  (file) => expect(changed(file).sha256).not.toBe(identityOf(card).sha256),
);

test('it names the same victim with another gradient graph, by which it does not answer', () => {
  expect(changed(GRADIENT_FILE)).toEqual(identityOf(card));
});

test.each([{ labels: card.labels.toReversed() }, { maxLength: 16 }, { unknownToken: 'a' }])(
  'a report names another victim where its card says %j',
  (change) => expect(identityOf({ ...card, ...change }).sha256).not.toBe(identityOf(card).sha256),
);

test('model and tokenizer are among its files', () => {
  expect(Object.keys(card.files)).toEqual(expect.arrayContaining(['model.onnx', 'tokenizer.json']));
});
