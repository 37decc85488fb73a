import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startOf } from '../../src/lock/start-of.ts';
import { checkChangeable } from '../../src/model/change-card.ts';
import { readCard } from '../../src/model/read-card.ts';
import { saveAudit } from '../../src/model/save-audit.ts';
import { keptAudit } from './audits.ts';
import { modelFolder } from './model-folder.ts';

const CHANGES = 10;

/** A process that calibrates many times over. */
async function calibrated(dir: string, name: string): Promise<void> {
  const script = `
    import { saveCalibration } from ${JSON.stringify(resolve('src/model/save-calibration.ts'))};
    const own = { language: 'c', statistic: 'entropy', kinds: [], scores: [], doubts: [] };
    for (let n = 0; n < ${CHANGES}; n++) await saveCalibration(${JSON.stringify(dir)}, { ...own, probe: '${name}' + n });
  `;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
}

test('of processes that change a card at once none loses what another wrote', async () => {
  const { dir } = modelFolder('tiny-defect');
  const before = await readCard(dir);
  const audited = async () => {
    for (const language of ['c', 'java'] as const) await saveAudit(dir, keptAudit(before, { language }));
  };
  await Promise.all([calibrated(dir, 'a'), calibrated(dir, 'b'), calibrated(dir, 'c'), audited()]);
  const { calibrations, audits } = await readCard(dir);
  expect(calibrations).toHaveLength(before.calibrations.length + 3 * CHANGES);
  expect(audits).toHaveLength(2);
  expect(readdirSync(dir).filter((file) => file.includes('.lock'))).toEqual([]);
});

test('a card that is being changed for long is left alone, with one sentence', async () => {
  const { dir } = modelFolder('tiny-defect');
  const holder = { pid: process.pid, host: hostname(), start: startOf(process.pid) };
  writeFileSync(join(dir, 'codepurify.json.lock'), JSON.stringify(holder));
  const card = await readCard(dir);
  await expect(saveAudit(dir, keptAudit(card))).rejects.toThrow(
    `codepurify.json is being changed by process ${process.pid} on ${hostname()}: run this again`,
  );
  expect(await readCard(dir)).toEqual(card);
});

test('of a folder that cannot be written to one sentence says so, before long work too', async () => {
  const { dir } = modelFolder('tiny-defect');
  // Whoever runs the tests may be allowed to write everywhere.
  mkdirSync(join(dir, `codepurify.json.lock.${process.pid}`));
  const card = await readCard(dir);
  const told =
    /codepurify\.json cannot be changed, as its folder may not be written to \(.*\): make it writable, or take a copy of it\. Nothing was changed there\.$/;
  await expect(checkChangeable(dir)).rejects.toThrow(told);
  await expect(saveAudit(dir, keptAudit(card))).rejects.toThrow(told);
});
