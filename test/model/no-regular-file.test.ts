import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVictim } from '../../src/model/open-model.ts';
import { folder } from './fixture.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'codepurify-model-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

// Of /dev/zero a hash would never be done; an empty device tells that it is looked at before it is read.
test.each([
  ['model.onnx', '/dev/zero'],
  ['codepurify.json', '/dev/null'],
])('%s that is a link to %s is refused before it is read', async (name, device) => {
  cpSync(folder('tiny-defect'), dir, { recursive: true });
  rmSync(join(dir, name));
  symlinkSync(device, join(dir, name));
  await expect(openVictim(dir)).rejects.toThrow(`${join(dir, name)} cannot be read: it is no regular file`);
});
