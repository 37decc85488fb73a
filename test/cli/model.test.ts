import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, copyOf } from './cli.ts';

test('verify: right and wrong files', async () => {
  const [good, bad] = [copyOf('defect'), copyOf('defect')];
  writeFileSync(join(bad, 'tokenizer.json'), '{}');
  expect(await cli(['model', 'verify', good])).toMatchObject({ code: 0, stdout: `right  ${good}\n` });
  const ran = await cli(['model', 'verify', good, bad]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain(`wrong  ${bad}/tokenizer.json is not the file`);
});

test('check: a folder that will do, with what its owner should know', async () => {
  const ran = await cli(['model', 'check', copyOf('defect')]);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toMatch(/^note {5}not calibrated: .*\nIt will do\.\n$/);
});

test('check: a folder without a card gets one proposed, written on demand', async () => {
  const path = copyOf('defect');
  rmSync(join(path, 'codepurify.json'));
  const proposed = await cli(['model', 'check', path]);
  expect(proposed.code).toBe(1);
  expect(proposed.stdout).toContain('"task": "classification"');
  expect(await cli(['model', 'check', path, '--write'])).toMatchObject({ code: 0 });
  expect(await cli(['model', 'check', path])).toMatchObject({ code: 0 });
});

test('check: a broken folder', async () => {
  const path = copyOf('defect');
  rmSync(join(path, 'model.onnx'));
  const ran = await cli(['model', 'check', path]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('model.onnx is missing');
  expect(ran.stdout).toContain('It will not do.');
});

test('list names what is installed', async () => {
  const ran = await cli(['model', 'list']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/^defect-c +classification of c; calibrated for .*c \(entropy\) by \d+/m);
});
