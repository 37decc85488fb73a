import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkModel } from '../../src/model/check-model.ts';
import { graphFacts } from '../../src/model/onnx/graph-facts.ts';
import { openGradients } from '../../src/model/open-gradients.ts';
import { openVictim } from '../../src/model/open-model.ts';
import { strangeFiles } from '../../src/model/strange-files.ts';
import { folder } from './fixture.ts';
import { field, modelFolder } from './model-folder.ts';

// Of onnx.proto: a model's graph, and in it a weight or a node.
const inGraph = (...parts: readonly Uint8Array[]) => field(7, ...parts);
const entry = (key: string, value: string) => field(13, field(1, key), field(2, value));
const weight = (location: string, length: number | string = 0) =>
  Buffer.concat([entry('location', location), entry('length', String(length))]);
const initializer = (location: string, length?: number) => field(5, weight(location, length));
const node = (type: string, domain: string, ...attributes: readonly Uint8Array[]) =>
  field(1, field(4, type), field(7, domain), ...attributes.map((each) => field(5, each)));

type Folder = ReturnType<typeof modelFolder>;

const HOSTILE: readonly [what: string, merged: Uint8Array, message: RegExp][] = [
  [
    'weights at an absolute path',
    inGraph(initializer('/etc/passwd')),
    /weights from "\/etc\/passwd", which is no plain/,
  ],
  [
    'weights above the folder',
    inGraph(initializer('../other.bin')),
    /weights from "\.\.\/other\.bin", which is no plain/,
  ],
  [
    'weights that no hash speaks of',
    inGraph(initializer('model.onnx.data')),
    /"model\.onnx\.data", whose SHA-256 is not/,
  ],
  [
    'weights behind the end of their file',
    inGraph(initializer('config.json', 10 ** 9)),
    /up to byte 1000000000, and that file has \d+/,
  ],
  [
    'weights of a constant in a graph within a graph',
    inGraph(node('If', '', field(6, node('Constant', '', field(5, weight('..\\x')))))),
    /weights from "\.\.\\\\x", which is no plain/,
  ],
  [
    'weights at a place that is written otherwise than ONNX Runtime reads it',
    inGraph(field(5, weight('config.json', '0x10'))),
    /cannot be used: it reads weights from a place that is no number/,
  ],
  ['an operator of its own', inGraph(node('Run', 'com.evil')), /needs "Run" of the domain "com\.evil"/],
  ['an operator that runs Python', inGraph(node('PythonOp', 'com.microsoft')), /needs "PythonOp"/],
  ['what is cut off', Uint8Array.of(58, 100), /cannot be used: this ONNX file is cut off/],
];

describe('a model file with', () => {
  it.each(HOSTILE)('%s is never opened, and the check says why', async (_, merged, message) => {
    const model = modelFolder('tiny-defect');
    model.merge(merged);
    model.rehash('model.onnx');
    await expect(openVictim(model.dir)).rejects.toThrow(message);
    const { findings } = await checkModel(model.dir);
    expect(findings.map(({ level, message: text }) => level === 'error' && message.test(text))).toContain(
      true,
    );
  });

  it.each<[what: string, merged: Uint8Array, message: RegExp]>([
    [
      'weights of another listed file',
      inGraph(initializer('config.json')),
      /may read those of model\.onnx only/,
    ],
    ['weights outside', inGraph(initializer('../x')), /may read those of model\.onnx only/],
    ['weights behind the end', inGraph(initializer('model.onnx', 10 ** 9)), /up to byte 1000000000/],
    ['an operator of its own', inGraph(node('Run', 'com.evil')), /needs "Run" of the domain/],
  ])('%s is no gradient graph either', async (_, merged, message) => {
    const model = modelFolder('tiny-defect');
    model.merge(merged, 'gradient.onnx');
    await expect(openGradients(model.dir)).rejects.toThrow(
      /gradient\.onnx is not the file that codepurify\.json/,
    );
    model.rehash('gradient.onnx');
    await expect(openGradients(model.dir)).rejects.toThrow(message);
    const { findings } = await checkModel(model.dir);
    expect(findings[0]).toEqual({ level: 'error', message: expect.stringMatching(message) });
  });

  it('settings that are read and not hashed is never opened', async () => {
    const model = modelFolder('tiny-defect');
    writeFileSync(join(model.dir, 'generation_config.json'), '{}');
    await expect(openVictim(model.dir)).rejects.toThrow(
      /files: generation_config\.json is missing, which is read/,
    );
  });
});

function put({ dir }: Folder, ...path: readonly string[]): void {
  mkdirSync(join(dir, ...path.slice(0, -1)), { recursive: true });
  writeFileSync(join(dir, ...path), '');
}

/** The card says of it what it says of the model's own files. */
function listed(model: Folder, file: string): void {
  put(model, file);
  model.rehash(file);
}

const ODD: readonly [what: string, change: (model: Folder) => void, message: RegExp][] = [
  [
    'a pickle',
    ({ dir }) => writeFileSync(join(dir, 'pytorch_model.bin'), ''),
    /pytorch_model\.bin is not loaded here, but/,
  ],
  [
    'a script',
    ({ dir }) => writeFileSync(join(dir, 'modeling.py'), ''),
    /modeling\.py is not loaded here, but/,
  ],
  ['a script further down', (model) => put(model, 'a', 'b', 'x.py'), /a\/b\/x\.py is not loaded here, but/],
  [
    'a listed pickle',
    (model) => listed(model, 'pytorch_model.bin'),
    /pytorch_model\.bin is listed in codepurify\.json, but/,
  ],
  [
    'a listed script',
    (model) => listed(model, 'modeling_x.py'),
    /modeling_x\.py is listed in codepurify\.json, but/,
  ],
  [
    'a graph further down',
    (model) => put(model, 'onnx', 'other.onnx'),
    /other\.onnx is not listed in codepurify\.json, so it is not loaded; delete it$/,
  ],
  [
    'a link to a folder elsewhere',
    ({ dir }) => symlinkSync(tmpdir(), join(dir, 'more')),
    /more is a link to a folder elsewhere/,
  ],
  [
    'a script beside a link to itself',
    ({ dir }) => {
      mkdirSync(join(dir, 'sub'));
      symlinkSync(dir, join(dir, 'sub', 'again'));
      writeFileSync(join(dir, 'sub', 'x.py'), '');
    },
    /sub\/x\.py is not loaded here/,
  ],
  [
    'another graph',
    ({ dir }) => writeFileSync(join(dir, 'other.onnx'), ''),
    /other\.onnx is not listed in codepurify\.json/,
  ],
  [
    'a link out of it',
    ({ dir }) => {
      rmSync(join(dir, 'config.json'));
      symlinkSync(join(folder('tiny-defect'), 'config.json'), join(dir, 'config.json'));
    },
    /config\.json is a link that leads out of the folder/,
  ],
  [
    'Python to be run',
    ({ edit }) => edit('config.json', () => ({ auto_map: { AutoModel: 'x.Y' } })),
    /auto_map names Python/,
  ],
  [
    'Python to be run, as a list',
    ({ edit }) => edit('config.json', () => ({ auto_map: ['x.Y'] })),
    /config\.json: auto_map names Python/,
  ],
  [
    'Python to be run for the tokenizer',
    ({ edit }) => edit('tokenizer_config.json', () => ({ auto_map: { AutoTokenizer: ['x.Y', null] } })),
    /tokenizer_config\.json: auto_map names Python/,
  ],
  [
    'Python to be run as a pipeline',
    ({ edit }) => edit('config.json', () => ({ custom_pipelines: { x: { impl: 'x.Y' } } })),
    /custom_pipelines names Python/,
  ],
  [
    'a tokenizer that is none to look into',
    ({ edit }) => edit('tokenizer.json', () => ({ added_tokens: [{ id: 0, content: 0 }] })),
    /tokenizer\.json: added_tokens\.0\.content: .*; what this file hides cannot be looked into/,
  ],
  [
    'a tokenizer of steps in steps without end',
    ({ dir }) => {
      const deep = `${'{"type":"Sequence","normalizers":['.repeat(5000)}${']}'.repeat(5000)}`;
      writeFileSync(join(dir, 'tokenizer.json'), `{"normalizer":${deep}}`);
    },
    /tokenizer\.json: RangeError: .*; what this file hides cannot be looked into/,
  ],
  [
    'a tokenizer that rewrites code',
    ({ edit }) =>
      edit('tokenizer.json', () => ({
        normalizer: {
          type: 'Sequence',
          normalizers: [{ type: 'Replace', pattern: { String: 'strcpy' }, content: 'strlcpy' }],
        },
      })),
    /replaces "strcpy" by "strlcpy" before the model sees the code/,
  ],
  [
    'a tokenizer that rewrites what is written',
    ({ edit }) =>
      edit('tokenizer.json', () => ({
        decoder: { type: 'Replace', pattern: { Regex: 'a.c' }, content: '' },
      })),
    /replaces what matches "a\.c" by "" in what the model writes/,
  ],
  [
    'a word of its own',
    ({ edit }) =>
      edit('tokenizer.json', ({ added_tokens }) => ({
        added_tokens: [
          ...(Array.isArray(added_tokens) ? added_tokens : []),
          { id: 4000, content: 'ret_Val_', special: false },
        ],
      })),
    /"ret_Val_" was added as a token of its own/,
  ],
];

describe('a model folder with', () => {
  it.each(ODD)('%s gets a warning, once', async (_, change, message) => {
    const model = modelFolder('tiny-defect');
    change(model);
    model.rehash('config.json', 'tokenizer.json', 'tokenizer_config.json');
    const { findings } = await checkModel(model.dir);
    const warned = findings.filter(({ level }) => level === 'warning');
    expect(warned).toEqual([{ level: 'warning', message: expect.stringMatching(message) }]);
  });

  it.each([
    'w.pth.tar',
    'saved.pickle.gz',
    'x.dill',
    'model.pb',
    'w.tar.gz',
    'libx.so.1',
    'X.PKL',
    'x.bin.7z',
  ])('%s gets one', async (file) => {
    const model = modelFolder('tiny-defect');
    put(model, file);
    expect(await strangeFiles(model.dir, {})).toContainEqual(
      expect.stringContaining(`${file} is not loaded here, but other programs may run code from it`),
    );
  });

  it('more files than any model says that not all were looked at', async () => {
    const model = modelFolder('tiny-defect');
    mkdirSync(join(model.dir, 'sub'));
    for (let n = 0; n < 10_000; n++) writeFileSync(join(model.dir, 'sub', `${n}`), '');
    expect(await strangeFiles(model.dir, {})).toContainEqual(
      expect.stringMatching(/holds more than 10000 files; the rest was not looked at/),
    );
  });

  it('two words for one token gets a warning', async () => {
    const model = modelFolder('tiny-defect');
    model.edit('tokenizer.json', ({ model: own }) => {
      const { vocab, ...rest } = Object(own);
      return { model: { ...rest, vocab: { ...vocab, twin: Math.max(...Object.values<number>(vocab)) } } };
    });
    const { findings } = await checkModel(model.dir);
    expect(findings).toContainEqual({
      level: 'warning',
      message: expect.stringMatching(/are the same token/),
    });
  });
});

describe('what a graph asks for', () => {
  it('is not what the file defines itself', () => {
    const own = field(25, field(1, 'Gelu'), field(10, 'pkg.own'), field(7, field(4, 'Erf')));
    const facts = graphFacts(Buffer.concat([inGraph(node('Gelu', 'pkg.own')), own]));
    expect([...facts.operators]).toEqual([['', new Set(['Erf'])]]);
  });

  it.each([
    ['graphs in graphs without end', () => nested(100), /too deep/],
    [
      'more parts than any graph',
      () => inGraph(Buffer.alloc(11_000_000, Uint8Array.of(0x10, 1))),
      /more than 5,000,000 parts/,
    ],
    ['a name of megabytes', () => inGraph(node('x'.repeat(1 << 20), '')), /too long/],
    [
      'operators without number',
      () => inGraph(...Array.from({ length: 10_001 }, (_, n) => node(`x${n}`, 'y'))),
      /too many/,
    ],
  ])('%s is refused soon', (_, bytes, message) => {
    expect(() => graphFacts(bytes())).toThrow(message);
  });
});

function nested(depth: number): Uint8Array {
  let graph: Uint8Array = node('Relu', '');
  for (let level = 0; level < depth; level++) graph = node('If', '', field(6, graph));
  return inGraph(graph);
}
