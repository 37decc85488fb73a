import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/code/language.ts';
import type { Card } from '../../src/model/card.ts';
import { defaultModel } from '../../src/model/default-model.ts';
import { listModels } from '../../src/model/list-models.ts';
import { ModelError } from '../../src/model/model-error.ts';
import { openVictim } from '../../src/model/open-model.ts';
import { folder } from './fixture.ts';

let root: string;

function install(name: string, change: Partial<Card>): void {
  cpSync(folder('tiny-defect'), join(root, name), { recursive: true });
  const path = join(root, name, 'codepurify.json');
  const card: Card = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...card, name, ...change }));
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'codepurify-models-'));
  install('a-backdoored', { languages: ['c'], backdoors: ['bnc-fixed'] });
  install('b-honest', { languages: ['c'] });
  install('java-backdoored', {
    languages: ['java'],
    backdoors: ['bnc-fixed'],
    task: 'pair',
    sameLabel: 'yes',
  });
  install('misnamed', { name: 'other' });
});
afterAll(() => rmSync(root, { recursive: true }));

describe('listModels', () => {
  it('lists every folder by name, with its card or what is wrong with it', async () => {
    const models = await listModels(root);
    expect(models.map((model) => [model.name, 'card' in model])).toEqual([
      ['a-backdoored', true],
      ['b-honest', true],
      ['java-backdoored', true],
      ['misnamed', false],
    ]);
  });

  it('is empty where there is no folder', async () => {
    expect(await listModels(join(root, 'none'))).toEqual([]);
  });
});

describe('defaultModel', () => {
  it.each<[Language, Card['task'], string | undefined]>([
    ['c', 'classification', 'b-honest'],
    ['java', 'pair', 'java-backdoored'],
    ['java', 'classification', undefined],
    ['go', 'classification', undefined],
  ])('for %s and %s is %s', async (language, task, name) => {
    expect(await defaultModel(language, task, root)).toBe(name);
  });
});

describe('openVictim', () => {
  it('opens an installed model by its name', async () => {
    const victim = await openVictim('b-honest', { root, cores: 1 });
    expect(victim.card.name).toBe('b-honest');
    await victim.close();
  });

  it('says which names there are', async () => {
    await expect(openVictim('c-honest', { root })).rejects.toThrow(
      /"c-honest" .*a-backdoored, b-honest.*\.\/c-honest/,
    );
    await expect(openVictim('../a-backdoored', { root })).rejects.toThrow(ModelError);
  });
});
