import { expect, test } from 'vitest';
import { firstConfig } from '../../src/config/first-config.ts';
import { mergeConfigs } from '../../src/config/merge-configs.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import type { Card } from '../../src/model/card.ts';

function card(change: Partial<Card>): Card {
  return {
    schemaVersion: 1,
    name: 'defects',
    task: 'classification',
    languages: ['c', 'cpp'],
    labels: [],
    maxLength: 512,
    maskToken: '<mask>',
    unknownToken: '<unk>',
    calibrations: [],
    files: {},
    licence: 'Apache-2.0',
    trainedOn: '',
    backdoors: [],
    ...change,
  };
}

const MODELS = [
  card({}),
  card({ name: 'backdoored', backdoors: ['bnc-fixed'] }),
  card({ name: 'filler', task: 'infill' }),
  card({ name: 'clones', task: 'pair', languages: ['java'] }),
];

function written(text: string) {
  const parsed = parseConfig(text, 'file');
  expect(parsed).toMatchObject({ ok: true, warnings: [] });
  return parsed.ok ? parsed.config : {};
}

test('it names honest victims for the languages found, and the languages that no victim reads', () => {
  const text = firstConfig(['a.c', 'src/b.H', 'src/a.cc', 'x.py', 'README'], MODELS, '1.2.3');
  expect(written(text)).toEqual({ victims: [{ name: 'defects', paths: ['**/*.c', '**/*.H', '**/*.cc'] }] });
  expect(text).toContain('# No victim listed here reads python (files: 1).');
  expect(text).toMatch(/^# yaml-language-server: \$schema=https:\S+@1\.2\.3\/schema\/config\.schema\.json$/m);
});

test('where no victim fits it says nothing that would stop', () => {
  expect(written(firstConfig([], MODELS, '1.2.3'))).toEqual({});
});

test('what stands there as a comment is the default', () => {
  const text = firstConfig(['a.java'], MODELS, '1.2.3').replaceAll(/^# (?=\w+: ?(?:\S+)?$| {2})/gm, '');
  const { victims, ...rest } = mergeConfigs(written(text));
  expect(written(text)).toMatchObject(rest);
  expect(rest).toEqual(mergeConfigs());
  expect(victims).toEqual([{ name: 'clones', paths: ['**/*.java'], audit: 'ignore' }]);
});
