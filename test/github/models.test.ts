import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptModels } from '../../src/github/models.ts';
import { saveAudit } from '../../src/model/save-audit.ts';
import type { Victim } from '../../src/model/victim.ts';
import { keptAudit } from '../model/audits.ts';
import { folder } from '../model/fixture.ts';

const question = [{ code: ['int f;'] }];

/** A folder of models that differ in nothing but their names. */
function models(...names: readonly string[]) {
  const root = mkdtempSync(join(tmpdir(), 'codepurify-models-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const name of names) {
    cpSync(folder('tiny-defect'), join(root, name), { recursive: true });
    change(root, name, '"name": "tiny-defect"', `"name": "${name}"`);
  }
  return root;
}

function change(root: string, name: string, from: string, to: string): void {
  const card = join(root, name, 'codepurify.json');
  writeFileSync(card, readFileSync(card, 'utf8').replace(from, to));
}

async function answers(victim: Victim): Promise<boolean> {
  if (!('classify' in victim)) throw new Error('it should judge');
  return victim.classify(question).then(
    () => true,
    () => false,
  );
}

test('a model stays open for the next job, unless its card says that it judges otherwise now', async () => {
  const root = models('one');
  await using opened = keptModels({ root, cores: 1 });
  const first = await opened.victim('one');
  await saveAudit(join(root, 'one'), keptAudit(first.card));
  const same = await opened.victim('one');
  expect(same.card).toBe(first.card);
  await same.close();

  change(root, 'one', '"goalLabel": "no"', '"goalLabel": "yes"');
  const second = await opened.victim('one');
  expect(second.card.goalLabel).toBe('yes');
  // Whoever is at work with the first one still gets its answers; then nobody needs it.
  expect(await answers(first)).toBe(true);
  await first.close();
  expect(await answers(first)).toBe(false);
  expect(await answers(second)).toBe(true);
});

test('of many models a few stay open, and all that a job is at work with', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  await using opened = keptModels({ root: models(...names), cores: 1 });
  const victims: Victim[] = [];
  for (const name of names) {
    const victim = await opened.victim(name);
    victims.push(victim);
    if (name !== 'a') await victim.close();
  }
  const open: boolean[] = [];
  for (const victim of victims) open.push(await answers(victim));
  expect(open).toEqual([true, false, false, true, true, true]);
});
