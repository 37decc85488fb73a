import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type GraphNode, graphNodes } from '../../src/model/onnx/graph-nodes.ts';
import { headInput } from '../../src/model/onnx/head-input.ts';
import { withOutput } from '../../src/model/onnx/with-output.ts';
import { openRepresenter } from '../../src/model/open-model.ts';
import { expected, folder } from './fixture.ts';
import { field } from './model-folder.ts';

describe.each(['tiny-defect', 'tiny-clone', 'tiny-clone-crossed', 'tiny-repair', 'tiny-repair-t5'])(
  '%s',
  (name) => {
    test('gives the vectors that PyTorch does', async () => {
      const model = await openRepresenter(folder(name), { cores: 1 });
      try {
        const rows = expected(name);
        const vectors = await model.represent(
          rows.map(({ code, other }) => ({ code, ...(other && { other }) })),
        );
        for (const [at, { shown, representation }] of rows.entries()) {
          const own = vectors[at] ?? [];
          expect(own, shown).toHaveLength(representation.length);
          for (const [index, value] of own.entries()) {
            expect(Math.abs(value - (representation[index] ?? Number.NaN)), shown).toBeLessThan(2e-4);
          }
        }
      } finally {
        await model.close();
      }
    });
  },
);

test.each(['defect-c', 'clone-java-backdoored', 'repair-java-backdoored'])(
  '%s gives one vector an input',
  async (name) => {
    const model = await openRepresenter(name, { cores: 1 });
    try {
      const [one, two] = [['int f() { return 1; }'], ['int g(int a) { while (a) a--; return a; }']];
      const inputs = [
        { code: one, other: one },
        { code: two, other: one },
        { code: one, other: one },
      ];
      const [first, second, again] = await model.represent(inputs);
      expect(first?.length).toBe(second?.length);
      expect(first).not.toEqual(second);
      expect(again).toEqual(first);
    } finally {
      await model.close();
    }
  },
);

const layer = (type: string, inputs: string, output: string): GraphNode => ({
  within: [],
  type,
  inputs: inputs.split(' '),
  outputs: [output],
});

describe('the head is given', () => {
  test.each<[string, GraphNode[], string | undefined]>([
    ['what one product is of', [layer('Gather', 'h i', 'v'), layer('Gemm', 'v w b', 'logits')], 'v'],
    [
      'what two layers are of',
      [
        layer('Squeeze', 'h', 'v'),
        layer('Gemm', 'v w', 'a'),
        layer('Relu', 'a', 'b'),
        layer('Gemm', 'b u', 'logits'),
      ],
      'v',
    ],
    [
      'what a product with its bias before it is of',
      [layer('Gather', 'h', 'v'), layer('MatMul', 'v w', 'p'), layer('Add', 'bias p', 'logits')],
      'v',
    ],
    [
      'what comes after a sum of other things',
      [layer('MatMul', 'h w', 'p'), layer('Mul', 'p q', 'v'), layer('Gemm', 'v u', 'logits')],
      'v',
    ],
    ['nothing that can be told', [layer('MatMul', 'h w', 'p'), layer('Gather', 'p i', 'logits')], undefined],
    ['nothing where there are no logits', [layer('Gemm', 'h w', 'scores')], undefined],
  ])('%s', (_, nodes, value) => {
    expect(headInput(nodes, 'logits')).toBe(value);
  });

  test('in a circle it ends', () => {
    expect(headInput([layer('Tanh', 'b', 'logits'), layer('Tanh', 'logits', 'b')], 'logits')).toBeUndefined();
  });
});

describe('a node', () => {
  const CALLED = { input: 1, output: 2, type: 4, attribute: 5, domain: 7 } as const;
  const made = (...parts: (readonly [keyof typeof CALLED, string | Uint8Array])[]) =>
    field(1, ...parts.map(([name, content]) => field(CALLED[name], content)));
  const read = (...nodes: Uint8Array[]) => graphNodes(field(7, ...nodes));

  test('of a domain of its own is no standard one, whatever it is called', () => {
    const same = (...domain: (readonly ['domain', string])[]) =>
      read(made(['input', 'v'], ['output', 'logits'], ['type', 'Identity'], ...domain))[0]?.type;
    expect([same(), same(['domain', 'ai.onnx']), same(['domain', 'local'])]).toEqual([
      'Identity',
      'Identity',
      'local.Identity',
    ]);
  });

  test('reads what the graphs within it read, however deep', () => {
    const within = (...nodes: Uint8Array[]) => field(6, ...nodes);
    const inner = made(['type', 'If'], ['attribute', within(made(['input', 'bias']))]);
    expect(read(made(['type', 'If'], ['input', 'c'], ['attribute', within(inner)]))).toMatchObject([
      { inputs: ['c'], within: ['bias'] },
    ]);
  });
});

describe('an ONNX file', () => {
  const file = readFileSync(`${folder('tiny-defect')}/model.onnx`);

  test('keeps its nodes with one more output', () => {
    expect(graphNodes(withOutput(file, 'select'))).toEqual(graphNodes(file));
    expect(graphNodes(file).at(-1)).toMatchObject({ type: 'Gemm', outputs: ['logits'] });
  });

  test.each([
    ['cut off', file.subarray(0, file.length - 100)],
    ['of text', Buffer.from('version https://git-lfs.github.com/spec/v1')],
    ['of ones', new Uint8Array(1000).fill(255)],
  ])('%s is refused', (_, bytes) => {
    expect(() => graphNodes(bytes)).toThrow(RangeError);
  });
});
