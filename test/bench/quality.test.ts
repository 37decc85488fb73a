import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type EvidenceRow, evidenceSchema } from '../../src/lab/evaluate/evidence/evidence.ts';
import { countCell, shareCell } from '../../src/lab/evaluate/report/cells.ts';
import { functionsIn } from '../../src/library.ts';
import { modelFolder } from '../../src/model/open-model.ts';
import { readCard } from '../../src/model/read-card.ts';
import { cli } from '../cli/cli.ts';
import { folder } from '../scan/files/repository.ts';

const VICTIM = 'defect-c-backdoored';

test('on functions of our own the defence finds, names and undoes as much as the table says, with no more false alarms', async () => {
  const functions = await functionsIn(readFileSync('test/bench/fixtures/functions.c', 'utf8'), 'c');
  // Nobody labelled them: as "defective" all of them can be planted, and their accuracy says nothing.
  const rows = functions.map(({ text }) => JSON.stringify({ func: text, target: 1 }));
  const cwd = folder();
  writeFileSync(join(cwd, 'clean.jsonl'), rows.join('\n'));
  const { backdoors } = await readCard(await modelFolder(VICTIM));
  for (const attack of backdoors) {
    const words = ['poison', '--attack', attack, '--test-set', 'clean.jsonl', `${attack}.jsonl`];
    expect(await cli(words, { cwd })).toMatchObject({ code: 0 });
  }
  const scenario = {
    name: 'own',
    task: 'defect',
    language: 'c',
    model: 'as it comes',
    poisonRatePercent: 2,
    victim: VICTIM,
    clean: 'clean.jsonl',
    attacks: Object.fromEntries(backdoors.map((attack) => [attack, `${attack}.jsonl`])),
  };
  const study = { schemaVersion: 1, title: 'Quality', defences: ['codepurify'], scenarios: [scenario] };
  writeFileSync(join(cwd, 'study.json'), JSON.stringify(study));
  expect(await cli(['evaluate', 'study.json'], { cwd })).toMatchObject({ code: 0 });
  const evidence = evidenceSchema.parse(
    JSON.parse(readFileSync(join(cwd, 'evidence/evidence.json'), 'utf8')),
  );
  const told = evidence.rows.flatMap(lines);
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('fixtures/quality.txt');
});

function lines({ attack, defence, asr, floor, detection }: EvidenceRow): string[] {
  if (detection === undefined) return [`${attack}, ${defence}`, `  ASR ${shareCell(asr)}`];
  return [
    `${attack}, ${defence}`,
    `  ASR_D ${shareCell(asr)}, floor ${shareCell(floor)}`,
    `  effective: caught ${countCell(detection.caught)}, named ${countCell(detection.named)}, undone ${countCell(detection.undone)}`,
    `  false alarms ${countCell(detection.falseAlarms)}, parses ${countCell(detection.parses)}`,
  ];
}
