import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptModels } from '../../src/github/models.ts';
import { saveAudit } from '../../src/model/save-audit.ts';
import { keptAudit } from '../model/audits.ts';
import { folder } from '../model/fixture.ts';

test('a model stays open for the next job, unless its card says that it judges otherwise now', async () => {
  const root = mkdtempSync(join(tmpdir(), 'codepurify-models-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const name = 'tiny-defect';
  cpSync(folder(name), join(root, name), { recursive: true });
  await using models = keptModels({ root, cores: 1 });
  const first = await models.victim(name);
  await saveAudit(join(root, name), keptAudit(first.card));
  expect(await models.victim(name)).toBe(first);

  const card = join(root, name, 'codepurify.json');
  writeFileSync(card, readFileSync(card, 'utf8').replace('"goalLabel": "no"', '"goalLabel": "yes"'));
  const second = await models.victim(name);
  expect(second.card.goalLabel).toBe('yes');
  // Whoever is at work with the first one still gets its answers.
  await expect('classify' in first && first.classify([{ code: ['int f;'] }])).resolves.toHaveLength(1);
});
