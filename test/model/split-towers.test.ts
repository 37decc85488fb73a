import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { graphNodes } from '../../src/model/onnx/graph-nodes.ts';
import { splitTowers } from '../../src/model/onnx/split-towers.ts';
import { openVictim } from '../../src/model/open-model.ts';
import { expected, folder } from './fixture.ts';
import { field, modelFolder } from './model-folder.ts';

const NODE = { input: 1, output: 2, type: 4 };

type Node = readonly [type: string, inputs: string, outputs: string, typeAgain?: string];

function node([type, inputs, outputs, again]: Node): Uint8Array {
  const names = (number: number, list: string) => list.split(',').map((name) => field(number, name));
  const types = [type, again].flatMap((text) => (text === undefined ? [] : [field(NODE.type, text)]));
  return field(1, ...names(NODE.input, inputs), ...names(NODE.output, outputs), ...types);
}

/** A weight of one number, in the bytes given. */
function weight(name: string, raw: string): Uint8Array {
  return field(5, Uint8Array.of(0x08, 1, 0x10, 1), field(8, name), field(9, raw));
}

function model(nodes: readonly Node[], ...more: readonly Uint8Array[]): Uint8Array {
  const inputs = ['input_ids', 'attention_mask', 'input_ids_pair', 'attention_mask_pair'];
  return field(
    7,
    ...nodes.map(node),
    weight('w', '1234'),
    weight('same', '1234'),
    weight('other', '5678'),
    ...more,
    ...inputs.map((name) => field(11, field(1, name))),
    field(12, field(1, 'logits')),
  );
}

const FIRST: Node = ['Mul', 'input_ids,w', 'a'];
const SECOND: Node = ['Mul', 'input_ids_pair,w', 'b'];
const COMPARED: Node = ['Sub', 'a,b', 'logits'];

test.each<readonly [string, readonly Node[], boolean]>([
  ['two towers of one weight', [FIRST, SECOND, COMPARED], true],
  ['two towers of two equal weights', [FIRST, ['Mul', 'input_ids_pair,same', 'b'], COMPARED], true],
  [
    'an output without a name',
    [['Mul', 'input_ids,w', 'a,'], ['Mul', 'input_ids_pair,w', 'b,'], COMPARED],
    true,
  ],
  ['two towers of two weights', [FIRST, ['Mul', 'input_ids_pair,other', 'b'], COMPARED], false],
  [
    'weights that are not in the file',
    [['Mul', 'input_ids,x', 'a'], ['Mul', 'input_ids_pair,y', 'b'], COMPARED],
    false,
  ],
  ['two operators', [FIRST, ['Add', 'input_ids_pair,w', 'b'], COMPARED], false],
  ['another input', [FIRST, ['Mul', 'attention_mask_pair,w', 'b'], COMPARED], false],
  [
    'another output',
    [['Split', 'input_ids,w', 'a,x'], ['Split', 'input_ids_pair,w', 'y,b'], COMPARED],
    false,
  ],
  [
    'two vectors of one function',
    [FIRST, SECOND, ['Neg', 'input_ids', 'c'], ['Sub', 'a,b,c', 'logits']],
    false,
  ],
  ['a head that reads the tokens', [FIRST, SECOND, ['Sub', 'a,b,input_ids', 'logits']], false],
  ['one function', [FIRST, ['Neg', 'a', 'logits']], false],
  ['towers that read one another', [FIRST, ['Mul', 'input_ids_pair,a', 'b'], COMPARED], false],
  ['a value that is read before it is computed', [COMPARED, FIRST, SECOND], false],
  ['a circle', [FIRST, SECOND, ['Sub', 'a,b,logits', 'logits']], false],
])('%s can be asked about in parts: %#', (_, nodes, isSplit) => {
  const towers = splitTowers(model(nodes), 'logits');
  expect(towers !== undefined).toBe(isSplit);
  if (towers === undefined) return;
  expect(towers.vectors).toEqual(['a', 'b']);
  expect(graphNodes(towers.tower)).toHaveLength(1);
  expect(graphNodes(towers.head)).toHaveLength(1);
});

/** A weight whose fields, name aside, are those given. */
function raw(name: string, ...fields: readonly Uint8Array[]): Uint8Array {
  return field(5, Uint8Array.of(0x08, 1, 0x10, 1), ...fields, field(8, name));
}

const BY_U: Node = ['Mul', 'input_ids,u', 'a'];
const BY_V: Node = ['Mul', 'input_ids_pair,v', 'b'];

const DRAWN: readonly Node[] = [['Mul', 'input_ids,x', 'a'], ['Mul', 'input_ids_pair,x', 'b'], COMPARED];

// What ONNX Runtime reads otherwise than whoever looks at one field only.
test.each<readonly [string, Uint8Array]>([
  [
    'floats in two parts',
    model(
      [BY_U, BY_V, COMPARED],
      raw('u', field(4, '1234'), field(4, '5678')),
      raw('v', field(4, '8765'), field(4, '5678')),
    ),
  ],
  [
    'raw bytes before floats',
    model(
      [BY_U, BY_V, COMPARED],
      raw('u', field(9, '1234'), field(4, '5678')),
      raw('v', field(9, '8765'), field(4, '5678')),
    ),
  ],
  [
    'numbers of 64 bits, one by one',
    model(
      [BY_U, BY_V, COMPARED],
      raw('u', Uint8Array.of(0x38, ...Array(8).fill(0xff), 0x7f)),
      raw('v', Uint8Array.of(0x38, 0xfe, ...Array(7).fill(0xff), 0x7f)),
    ),
  ],
  [
    'two weights of a name',
    model([FIRST, ['Mul', 'input_ids_pair,other', 'b'], COMPARED], weight('other', '1234')),
  ],
  ['a weight that is computed, too', model([['Constant', '', 'w'], FIRST, SECOND, COMPARED])],
  ['an input that is computed', model([['Neg', 'input_ids', 'input_ids_pair'], FIRST, SECOND, COMPARED])],
  ['an input that is a weight, too', model([FIRST, SECOND, COMPARED], weight('input_ids_pair', '1234'))],
  ['a draw that both towers read', model([['RandomUniform', '', 'x'], ...DRAWN])],
  [
    'two draws of a seed',
    model([
      ['RandomNormalLike', 'input_ids', 'c'],
      ['RandomNormalLike', 'input_ids_pair', 'd'],
      ['Mul', 'c,w', 'a'],
      ['Mul', 'd,w', 'b'],
      COMPARED,
    ]),
  ],
  [
    'an operator of somebody else',
    model([['Mine', 'input_ids', 'a'], ['Mine', 'input_ids_pair', 'b'], COMPARED]),
  ],
  ['shapes that are declared between its nodes', model([FIRST, SECOND, COMPARED], field(13, field(1, 'b')))],
  ['a further input', model([FIRST, SECOND, COMPARED], field(11, field(1, 'token_type_ids')))],
  ['an input that stands there twice', model([FIRST, SECOND, COMPARED], field(11, field(1, 'input_ids')))],
  ['a sparse weight', model([FIRST, SECOND, COMPARED], field(15, ''))],
  ['functions of its own', Buffer.concat([model([FIRST, SECOND, COMPARED]), field(25, '')])],
  [
    'an operator that is said twice',
    model([['Mul', 'input_ids,w', 'a', 'Add'], ['Mul', 'input_ids_pair,w', 'b'], COMPARED]),
  ],
])('%s: the model is asked as it is', (_, bytes) => {
  expect(splitTowers(bytes, 'logits')).toBeUndefined();
});

test('numbers that a part does not need are not written into it, however large they are', () => {
  const version = Uint8Array.of(0x28, ...Array(9).fill(0xff), 1);
  expect(splitTowers(Buffer.concat([version, model([FIRST, SECOND, COMPARED])]), 'logits')).toBeDefined();
});

test.each([
  ['tiny-clone', true],
  ['tiny-clone-crossed', false],
  ['tiny-defect', false],
])('%s is a two-tower model: %s', (name, isSplit) => {
  expect(splitTowers(readFileSync(join(folder(name), 'model.onnx')), 'logits') !== undefined).toBe(isSplit);
});

test('a two-tower model answers as the whole one, whichever function was asked about before', async () => {
  const whole = modelFolder('tiny-clone');
  // A second graph in the message, though an empty one: it is opened as it is.
  whole.merge(field(7));
  whole.rehash('model.onnx');
  const inputs = expected('tiny-clone').flatMap(({ code, other = code }) => [
    { code, other },
    { code: other, other: code },
    { code, other: code },
  ]);
  const answers = await Promise.all(
    [folder('tiny-clone'), whole.dir].map(async (name) => {
      const victim = await openVictim(name, { cores: 1 });
      try {
        if (!('classify' in victim)) throw new Error('not a classifier');
        return await victim.classify(inputs);
      } finally {
        await victim.close();
      }
    }),
  );
  const [split = [], known = []] = answers;
  for (const [at, { probabilities, inputId }] of split.entries()) {
    expect(inputId).toBe(known[at]?.inputId);
    expect(probabilities[0]).toBeCloseTo(known[at]?.probabilities[0] ?? Number.NaN, 6);
  }
});
