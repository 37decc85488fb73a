import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { KeptAudit } from '../../src/model/card.ts';
import { readCard } from '../../src/model/read-card.ts';
import { saveAudit } from '../../src/model/save-audit.ts';
import { inShort, isBackdoored, standingOf, whyNotClean } from '../../src/model/standing.ts';
import { keptAudit } from './audits.ts';
import { modelFolder } from './model-folder.ts';

const card = await readCard('test/fixtures/models/tiny-defect');
const clean = keptAudit(card);
const bad = keptAudit(card, { verdict: 'backdoored', language: 'java' });
const others = keptAudit({ ...card, files: { ...card.files, 'model.onnx': '0'.repeat(64) } });

describe('a model', () => {
  it.each<[what: string, audits: KeptAudit[] | undefined, why: RegExp | undefined]>([
    ['whose audits say so is clean', [clean, keptAudit(card, { language: 'java' })], undefined],
    ['without audits was never audited', undefined, /was never audited: codepurify audit --save/],
    ['of changed files has no audit that counts', [others], /was audited when its files, its labels/],
    [
      'with its labels the other way round has none that counts',
      [keptAudit({ ...card, labels: card.labels.toReversed() })],
      /was audited when its files, its labels/,
    ],
    [
      'that was audited in part is not known to be clean',
      [keptAudit(card, { full: false })],
      /was audited in fewer steps than by default, or without gradients.* without --steps and --no-gradients$/,
    ],
    [
      'is not clean for a language that was audited in part',
      [clean, keptAudit(card, { language: 'java', full: false })],
      /was never audited in whole for java: /,
    ],
    [
      'is backdoored by however few steps',
      [clean, { ...bad, full: false }],
      /is backdoored, by its audit of 2026-05-04/,
    ],
    ['is as bad as the worst of its audits', [clean, bad], /is backdoored, by its audit of 2026-05-04/],
  ])('%s', (_, audits, why) => {
    const told = whyNotClean({ ...card, ...(audits && { audits }) });
    if (why === undefined) expect(told).toBeUndefined();
    else expect(told).toMatch(why);
  });

  it('that judges two languages is clean only where it was audited for both, or for what it is asked about', () => {
    const two = { ...card, languages: ['c' as const, 'java' as const], audits: [clean] };
    expect(whyNotClean(two)).toMatch(/was never audited in whole for java: /);
    expect(whyNotClean(two, new Set(['c' as const]))).toBeUndefined();
    expect(inShort(standingOf(two))).toBe('clean for all but java');
    const both = { ...two, audits: [clean, keptAudit(card, { language: 'java' })] };
    expect(whyNotClean(both)).toBeUndefined();
    expect(inShort(standingOf(both))).toBe('clean');
  });

  it('that is backdoored on purpose is so whatever its audit says', () => {
    const made = { ...card, backdoors: ['bnc-fixed'], audits: [clean] };
    expect(whyNotClean(made)).toMatch(/on purpose by bnc-fixed/);
    expect(isBackdoored(made)).toBe(true);
  });

  it('keeps its audit where only the gradient graph is new, by which it does not answer', () => {
    const files = { ...card.files, 'gradient.onnx': '0'.repeat(64) };
    expect(standingOf({ ...card, files, audits: [clean] })).toMatchObject({
      audit: clean,
      lacking: ['java'],
    });
  });
});

test('an audit takes the place of the one in its language, and nothing else in the card changes', async () => {
  const { dir } = modelFolder('tiny-defect');
  const text = () => JSON.parse(readFileSync(join(dir, 'codepurify.json'), 'utf8'));
  const before = text();
  await saveAudit(dir, { ...clean, verdict: 'backdoored' });
  await saveAudit(dir, bad);
  await saveAudit(dir, clean);
  expect(text()).toEqual({ ...before, audits: [bad, clean] });
  expect((await readCard(dir)).audits).toEqual([bad, clean]);
  await saveAudit(dir, { ...clean, language: 'java', full: false });
  expect((await readCard(dir)).audits).toEqual([bad, clean]);
});
