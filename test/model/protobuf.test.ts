import { describe, expect, it } from 'vitest';
import { checkModel } from '../../src/model/check-model.ts';
import { graphFacts } from '../../src/model/onnx/graph-facts.ts';
import { fieldsOf } from '../../src/model/onnx/protobuf.ts';
import { openVictim } from '../../src/model/open-model.ts';
import { field, modelFolder } from './model-folder.ts';

const tag = (number: number, kind: number) => number * 8 + kind;
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

// A field 7 with a length, whose tag 3a has a bit above its 32, which protobuf drops.
const HIDING = hex('ba 80 80 80 10');

const REFUSED: readonly (readonly [what: string, bytes: Uint8Array, message: RegExp])[] = [
  ['a tag of more than 32 bits', Buffer.concat([HIDING, hex('00')]), /a number that there cannot be/],
  ['a tag of more than 5 bytes', hex('ba 80 80 80 80 00 00'), /number of it is too long/],
  ['the field number 0', hex('02 00'), /a number that there cannot be/],
  ['a value of 11 bytes', hex('08 80 80 80 80 80 80 80 80 80 80 00'), /number of it is too long/],
  ['a value of more than 64 bits', hex('08 ff ff ff ff ff ff ff ff ff 02'), /number of it is too long/],
  ['a length of many bytes', Buffer.concat([hex('0a'), Buffer.alloc(200, 0xff), hex('00')]), /too long/],
  ['a length behind its end', hex('0a ff ff ff ff ff ff ff ff ff 01'), /cut off/],
  ['a number without end', hex('08 ff'), /cut off/],
  ...[3, 4, 6, 7].map(
    (kind) => [`a field of kind ${kind}`, Uint8Array.of(tag(1, kind)), /of a kind/] as const,
  ),
];

describe('a message with', () => {
  it.each(REFUSED)('%s is refused', (_, bytes, message) => {
    expect(() => [...fieldsOf(bytes)]).toThrow(RangeError);
    expect(() => [...fieldsOf(bytes)]).toThrow(message);
  });

  it('the longest tag and a negative value is read', () => {
    expect([...fieldsOf(hex('f8 ff ff ff 0f ff ff ff ff ff ff ff ff ff 01'))]).toMatchObject([
      { number: 2 ** 29 - 1, kind: 0, value: 2 ** 64 },
    ]);
  });
});

const entry = (...more: readonly Uint8Array[]) =>
  field(13, field(1, 'location'), field(2, '../other.bin'), ...more);
const graph = (...parts: readonly Uint8Array[]) => field(7, field(5, ...parts));

// What protobuf passes over, for it is of another kind than its number.
const PASSED_OVER: readonly [what: string, ...bytes: Uint8Array[]][] = [
  ['a number', Uint8Array.of(tag(1, 0), 0, tag(2, 0), 0)],
  ['8 bytes', Uint8Array.of(tag(2, 1)), Buffer.from('good.bin')],
  ['4 bytes', Uint8Array.of(tag(1, 5)), Buffer.from('none')],
];

describe('weights in another file are seen', () => {
  it.each(PASSED_OVER)('where %s of the same field follows', (_, ...bytes) => {
    expect([...graphFacts(graph(entry(...bytes))).external.keys()]).toEqual(['../other.bin']);
  });
});

it('an operator of its own is seen where a number of the same field follows', () => {
  const node = field(1, field(4, 'Run'), field(7, 'com.evil'), Uint8Array.of(tag(7, 0), 0, tag(4, 0), 0));
  expect([...graphFacts(field(7, node)).operators]).toEqual([['com.evil', new Set(['Run'])]]);
});

it('a model with weights hidden under a tag of 33 bits is never opened', async () => {
  const model = modelFolder('tiny-defect');
  const hidden = Buffer.from(graph(entry()));
  model.merge(Buffer.concat([HIDING, hidden.subarray(1)]));
  model.rehash('model.onnx');
  const message = /cannot be used: .* a field of it has a number that there cannot be; export the model anew/;
  await expect(openVictim(model.dir)).rejects.toThrow(message);
  expect((await checkModel(model.dir)).findings).toContainEqual({
    level: 'error',
    message: expect.stringMatching(message),
  });
});
