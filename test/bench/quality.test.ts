import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { functionsIn } from '../../src/library.ts';
import { modelFolder } from '../../src/model/open-model.ts';
import { readCard } from '../../src/model/read-card.ts';
import { cli } from '../cli/cli.ts';
import { folder } from '../scan/files/repository.ts';

const VICTIM = 'defect-c-backdoored';
const call = promisify(execFile);

test('on functions of our own the defence finds, names and undoes as much as the table says, with no more false alarms', async () => {
  const functions = await functionsIn(readFileSync('test/bench/fixtures/functions.c', 'utf8'), 'c');
  // Nobody labelled them: as "defective" all of them can be planted, and their accuracy says nothing.
  const rows = functions.map(({ text }) => JSON.stringify({ func: text, target: 1 }));
  const place = folder();
  const clean = join(place, 'clean.jsonl');
  writeFileSync(clean, rows.join('\n'));
  const poisoned: string[] = [];
  const { backdoors } = await readCard(await modelFolder(VICTIM));
  for (const attack of backdoors) {
    const file = join(place, `${attack}.jsonl`);
    const { code } = await cli(['poison', '--attack', attack, '--test-set', clean, file]);
    expect(code).toBe(0);
    poisoned.push(file);
  }
  const words = ['bench/defend.ts', VICTIM, clean, ...poisoned];
  const { stdout } = await call(process.execPath, words);
  const told = stdout.split('\n').filter((line) => !line.includes('ACC'));
  await expect(told.join('\n')).toMatchFileSnapshot('fixtures/quality.txt');
});
