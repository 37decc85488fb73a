import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkModel } from '../../src/model/check-model.ts';
import { ModelError } from '../../src/model/model-error.ts';
import { openInfill, openVictim } from '../../src/model/open-model.ts';
import { folder } from './fixture.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'codepurify-model-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

interface LooseCard {
  [key: string]: unknown;
  files: Record<string, string>;
}

function copy(name: string): void {
  cpSync(folder(name), dir, { recursive: true });
}

function changeCard(change: (card: LooseCard) => void): void {
  const path = join(dir, 'codepurify.json');
  const card: LooseCard = JSON.parse(readFileSync(path, 'utf8'));
  change(card);
  writeFileSync(path, JSON.stringify(card));
}

/** As an owner who changes files knowingly. */
function rehash(...files: string[]): void {
  changeCard((card) => {
    for (const file of files) {
      card.files[file] = createHash('sha256')
        .update(readFileSync(join(dir, file)))
        .digest('hex');
    }
  });
}

function change(file: string, edit: (text: string) => string): void {
  writeFileSync(join(dir, file), edit(readFileSync(join(dir, file), 'utf8')));
}

const DAMAGES: readonly [what: string, damage: () => void, message: RegExp][] = [
  ['a missing card', () => rmSync(join(dir, 'codepurify.json')), /codepurify\.json is missing.*model check/],
  [
    'a card that is no JSON',
    () => change('codepurify.json', (text) => text.slice(9)),
    /codepurify\.json is not JSON/,
  ],
  [
    'a wrong key',
    () => changeCard((card) => Object.assign(card, { maxLength: 'long' })),
    /codepurify\.json: maxLength: /,
  ],
  [
    'a wrong hash',
    () => changeCard((card) => Object.assign(card.files, { 'model.onnx': 'x' })),
    /files\.model\.onnx: a SHA-256/,
  ],
  ['an unknown key', () => changeCard((card) => Object.assign(card, { labells: [] })), /labells/],
  [
    'a goal that is no label',
    () => changeCard((card) => Object.assign(card, { goalLabel: 'maybe' })),
    /goalLabel: "maybe"/,
  ],
  [
    'a pair victim of which nobody knows what it says of two equal functions',
    () => changeCard((card) => Object.assign(card, { task: 'pair' })),
    /sameLabel: missing/,
  ],
  [
    'a label of equal functions that is none',
    () => changeCard((card) => Object.assign(card, { task: 'pair', sameLabel: 'maybe' })),
    /sameLabel: "maybe"/,
  ],
  [
    'a label of equal functions for a model that compares nothing',
    () => changeCard((card) => Object.assign(card, { sameLabel: 'yes' })),
    /sameLabel: .*compares nothing/,
  ],
  ['one label', () => changeCard((card) => Object.assign(card, { labels: ['no'] })), /labels: .*two/],
  [
    'a file elsewhere',
    () => changeCard((card) => Object.assign(card.files, { '../x': 'a'.repeat(64) })),
    /"\.\.\/x" is no plain file name/,
  ],
  [
    'an unhashed model',
    () => changeCard((card) => delete card.files['model.onnx']),
    /files: model\.onnx is missing/,
  ],
  [
    'a calibration out of order',
    () =>
      changeCard((card) =>
        Object.assign(card, {
          calibrations: [
            {
              language: 'c',
              statistic: 'entropy',
              probe: 'neutral',
              kinds: [],
              scores: [0.1, 0.2],
              doubts: [],
            },
          ],
        }),
      ),
    /calibrations\[0\]: its numbers are not in order/,
  ],
  ['a missing file', () => rmSync(join(dir, 'model.onnx')), /model\.onnx is missing/],
  ['a changed file', () => change('config.json', (text) => `${text}\n`), /config\.json is not the file that/],
  [
    'a corrupt model',
    () => {
      writeFileSync(join(dir, 'model.onnx'), 'no protobuf');
      rehash('model.onnx');
    },
    /model\.onnx" up to byte \d+, and that file has 11/,
  ],
  [
    'a tokenizer of another vocabulary',
    () => {
      cpSync(join(folder('tiny-repair-t5'), 'tokenizer.json'), join(dir, 'tokenizer.json'));
      rehash('tokenizer.json');
    },
    /tiny-defect: tokenizer\.json has 420 tokens, but the model knows 320/,
  ],
  [
    'a tokenizer of a smaller vocabulary',
    () => {
      change('config.json', (text) => text.replace('"vocab_size": 320', '"vocab_size": 50265'));
      rehash('config.json');
    },
    /tokenizer\.json has 320 tokens, but the model knows 50265/,
  ],
  [
    'a tokenizer that is none',
    () => {
      writeFileSync(join(dir, 'tokenizer.json'), '[]');
      rehash('tokenizer.json');
    },
    /tokenizer\.json: /,
  ],
  [
    'a mask token that is none',
    () => changeCard((card) => Object.assign(card, { maskToken: '[MASK]' })),
    /no special token "\[MASK\]"/,
  ],
  [
    'a window beyond the positions',
    () => changeCard((card) => Object.assign(card, { maxLength: 49 })),
    /reaches only 48 tokens/,
  ],
  [
    'labels that are not the logits',
    () => changeCard((card) => Object.assign(card, { labels: ['no', 'yes', 'x'] })),
    /2 logits, but .* 3 labels/,
  ],
  [
    'a graph with other inputs',
    () => {
      cpSync(join(folder('tiny-repair'), 'decoder_model.onnx'), join(dir, 'model.onnx'));
      rehash('model.onnx');
    },
    /takes the inputs input_ids, encoder_hidden_states, encoder_attention_mask; what can be fed/,
  ],
];

describe('a model folder with', () => {
  it.each(DAMAGES)('%s is refused in one sentence', async (_, damage, message) => {
    copy('tiny-defect');
    damage();
    const error = await openVictim(dir).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toHaveProperty('message', expect.stringMatching(message));
    expect(error).not.toHaveProperty('message', expect.stringContaining('\n'));
    const { findings } = await checkModel(dir);
    expect(findings.length).toBeGreaterThan(0);
  });
});

describe('a model of the wrong task', () => {
  it('is refused', async () => {
    await expect(openVictim(folder('tiny-infill'))).rejects.toThrow(/tiny-infill is an infill model/);
    await expect(openInfill(folder('tiny-defect'))).rejects.toThrow(
      /tiny-defect is a model for classification/,
    );
  });
});

describe('checkModel', () => {
  it.each([
    'tiny-defect',
    'tiny-clone',
    'tiny-clone-crossed',
    'tiny-infill',
    'tiny-repair',
    'tiny-repair-t5',
  ])('finds no error in %s', async (name) => {
    const { findings } = await checkModel(folder(name));
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each([
    ['tiny-defect', 'classification', 48],
    ['tiny-clone', 'pair', 48],
    ['tiny-infill', 'infill', 48],
    ['tiny-repair', 'generation', 48],
    ['tiny-repair-t5', 'generation', 48],
  ])('proposes a card for %s with which it opens', async (name, task, maxLength) => {
    copy(name);
    rmSync(join(dir, 'codepurify.json'));
    const { findings, proposal } = await checkModel(dir);
    expect(findings.every(({ level }) => level === 'note')).toBe(true);
    expect(proposal).toMatchObject({ task, maxLength, maskToken: '<mask>', unknownToken: '<unk>' });
    writeFileSync(join(dir, 'codepurify.json'), JSON.stringify(proposal));
    const checked = await checkModel(dir);
    expect(checked.findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('says what is no model at all', async () => {
    expect((await checkModel(dir)).findings).toMatchObject([
      { level: 'error', message: expect.stringContaining('config.json is missing') },
    ]);
    expect((await checkModel(join(dir, 'nowhere'))).findings).toMatchObject([
      { level: 'error', message: expect.stringContaining('does not exist') },
    ]);
  });
});
