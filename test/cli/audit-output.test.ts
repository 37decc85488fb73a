import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepAudit } from '../../src/cli/keep-audit.ts';
import { readCard } from '../../src/model/read-card.ts';
import { standingOf } from '../../src/model/standing.ts';
import { identityOf } from '../../src/scan/identity-of.ts';
import { sampleReport } from '../lab/audit/sample-report.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, copyOf, functions } from './cli.ts';

test('a report goes to a file in each format, and without a verdict nothing is kept', async () => {
  const cwd = folder({ 'few.c': functions(6) });
  const victim = copyOf('defect');
  const before = readFileSync(join(victim, 'codepurify.json'), 'utf8');
  for (const [format, start] of [
    ['sarif', '{\n  "$schema"'],
    ['html', '<!doctype html>'],
  ] as const) {
    const flags = ['--victim', victim, '--language', 'c', '--format', format, '--output', 'out', '--save'];
    const ran = await cli(['audit', 'few.c', ...flags], { cwd });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('note: there is no verdict, so nothing was kept.');
    expect(readFileSync(join(cwd, 'out'), 'utf8').startsWith(start)).toBe(true);
  }
  expect(readFileSync(join(victim, 'codepurify.json'), 'utf8')).toBe(before);
});

test.each([
  ['what is audited', ['--output', 'few.c'], 'few.c is read, too, and would be lost'],
  ['the state', ['--state', 's.json', '--output', './s.json'], './s.json is read, too, and would be lost'],
  ['what is audited, by the state', ['--state', 'few.c'], 'few.c is read, too, and would be lost'],
])('a report never takes the place of %s', async (_, flags, sentence) => {
  const cwd = folder({ 'few.c': functions(6) });
  const ran = await cli(['audit', 'few.c', '--victim', 'defect-c', ...flags], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(sentence);
});

test('a verdict is kept where a scan looks for it', async () => {
  const path = copyOf('defect');
  const card = await readCard(path);
  await keepAudit(sampleReport({ victim: identityOf(card) }), path);
  expect(standingOf(await readCard(path))).toMatchObject({
    kind: 'backdoored',
    audit: { language: 'c', score: 0.987, full: true, settings: { seed: 1, steps: 8, functions: 150 } },
  });
  await keepAudit(
    sampleReport({
      victim: identityOf(card),
      language: 'java',
      verdict: 'clean',
      triggers: [],
      settings: { ...sampleReport({}).settings, steps: 1 },
    }),
    path,
  );
  const checked = await cli(['model', 'check', path]);
  expect(checked.stdout).toMatch(/note {5}audited for c on \d{4}-\d\d-\d\d: backdoored; audit it yourself/);
  expect(checked.stdout).toMatch(/audited for java on .*: clean, by a search that says little; audit it/);
  const scanned = await cli(['scan', 'a.c', '--victim', path, '--audit', 'required'], {
    cwd: folder({ 'a.c': functions(1) }),
  });
  expect(scanned).toMatchObject({ code: 2, stdout: '' });
  expect(scanned.stderr).toContain('tiny-defect is backdoored, by its audit of ');
});
