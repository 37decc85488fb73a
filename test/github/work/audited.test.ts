import { expect, test } from 'vitest';
import type { FileContents } from '../../../demo/github/act/commit-files.ts';
import type { Card, KeptAudit } from '../../../src/model/card.ts';
import { keptAudit } from '../../model/audits.ts';
import { bench } from './bench.ts';
import { aFunction, littleModels, littleVictim, TRIGGER } from './little-models.ts';

const CONFIG = '.github/codepurify.yml';
const POISONED = { 'a.c': aFunction('one', TRIGGER) };

const { card } = littleVictim();
const CLEAN = keptAudit(card);
const BACKDOORED = keptAudit(card, { verdict: 'backdoored' });
const OTHERS = keptAudit({ ...card, files: { 'model.onnx': '0'.repeat(64) } });

/** A pull request to a repository whose configuration is this, where the victim is audited like that. */
async function reviewed(config: string | undefined, more: Partial<Card>) {
  const the = await bench({ models: littleModels(littleVictim(more)) });
  the.repository.commit({ 'a.c': aFunction('one'), ...(config !== undefined && { [CONFIG]: config }) });
  const pull = the.repository.openPullRequest(POISONED);
  const result = await the.review(pull);
  return { the, result, check: pull.checkRuns.at(-1) };
}

const rule = (audit: string) => `victims:\n  - name: little\n    audit: ${audit}\n`;

test.each<[what: string, audits: KeptAudit[], why: string]>([
  ['was never audited', [], 'little was never audited'],
  ['is backdoored by its audit', [BACKDOORED], 'little is backdoored, by its audit of 2026-05-04'],
  [
    'has other weights than were audited',
    [OTHERS],
    'little was audited when its files, its labels or its window were others',
  ],
])(
  'a victim that must be clean and %s inspects nothing, and one of which is warned goes on',
  async (_, audits, why) => {
    const refused = await reviewed(rule('required'), { audits });
    await using _refused = refused.the;
    expect(refused.result.outcome).toBe('nothing');
    expect(refused.check).toMatchObject({
      conclusion: 'failure',
      output: { title: 'A victim is not audited as clean' },
    });
    expect(refused.check?.output.summary).toContain(`${CONFIG}:3:12: error: victims[0].audit: ${why}`);

    const warned = await reviewed(rule('warn'), { audits });
    await using _warned = warned.the;
    expect(warned.result).toMatchObject({ findings: 1 });
    expect(warned.check?.output.text).toContain(`${CONFIG}:3:12: warning: victims[0].audit: ${why}`);
  },
);

test.each([
  ['required', { audits: [CLEAN] }],
  ['warn', { audits: [CLEAN] }],
  ['ignore', { audits: [BACKDOORED] }],
])('%s says nothing of what it need not', async (audit, more) => {
  const { the, result, check } = await reviewed(rule(audit), more);
  await using _ = the;
  expect(result).toMatchObject({ findings: 1 });
  expect(check?.output.text ?? '').not.toContain('audit');
});

const LOOSER = rule('ignore');

test.each<[what: string, files: FileContents]>([
  ['and changes code', { ...POISONED, [CONFIG]: LOOSER }],
  ['alone', { [CONFIG]: LOOSER }],
  ['by another victim', { [CONFIG]: 'victims: [{ name: other }]' }],
])('no pull request passes by a configuration of its own that asks for no audit, %s', async (_, files) => {
  const models = littleModels(littleVictim(), littleVictim({ name: 'other' }));
  await using the = await bench({ models });
  the.repository.commit({ 'a.c': aFunction('one'), [CONFIG]: rule('required') });
  const pull = the.repository.openPullRequest(files);
  await the.review(pull);
  const [check] = pull.checkRuns;
  expect(check).toMatchObject({
    conclusion: 'failure',
    output: { title: 'A victim is not audited as clean' },
  });
  expect(check?.output.summary).toContain('whoever runs CodePurify audits the victim');
  expect(check?.output.summary).not.toContain('Mend `');
});

test.each<[what: string, own: string, why: RegExp]>([
  ['the same victim', LOOSER, /little was never audited: [^(]*$/m],
  [
    'another one only',
    'victims: [{ name: other, audit: ignore }, { name: third, audit: required }]',
    /other was never audited: .* \(what is asked here of one victim holds for all/,
  ],
])('the audit that the organisation asks for holds where a repository names %s', async (_, own, why) => {
  const third = littleVictim({ name: 'third', audits: [CLEAN] });
  const models = littleModels(littleVictim(), littleVictim({ name: 'other' }), third);
  await using the = await bench({ models });
  the.standIn.repository('ada/.github').commit({ [CONFIG]: rule('required') });
  the.repository.commit({ 'a.c': aFunction('one'), [CONFIG]: own });
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
  const summary = pull.checkRuns[0]?.output.summary;
  expect(summary).toContain(`ada/.github: ${CONFIG}:3:12: error: victims[0].audit: `);
  expect(summary).toMatch(why);
});

test('a victim that is backdoored by its audit judges only where the configuration names it, as one that is so on purpose', async () => {
  const { the, result } = await reviewed(undefined, { audits: [BACKDOORED] });
  await using _ = the;
  expect(result).toMatchObject({ inspected: 0, skipped: { 'no victim for the language': 1 } });
});

test.each<[what: string, before: KeptAudit[], after: KeptAudit[], more: Partial<Card>]>([
  ['an audit', [], [CLEAN], {}],
  [
    'the audit of its other language',
    [CLEAN],
    [CLEAN, keptAudit(card, { language: 'java' })],
    { languages: ['c', 'java'] },
  ],
])('%s that was made meanwhile lets the same commit be reviewed again', async (_, before, after, more) => {
  const models = littleModels(littleVictim(more));
  const listed = { audits: before };
  const list = async () =>
    (await models.list()).map((model) =>
      'card' in model ? { ...model, card: { ...model.card, ...listed } } : model,
    );
  await using the = await bench({ models: { ...models, list } });
  the.repository.commit({ 'a.c': aFunction('one'), [CONFIG]: rule('required') });
  const pull = the.repository.openPullRequest(POISONED);
  expect(await the.review(pull)).toMatchObject({ outcome: 'nothing' });
  listed.audits = after;
  expect(await the.review(pull)).toMatchObject({ findings: 1 });
});

test('a victim that is exchanged between the look at its audit and its use judges nothing', async () => {
  const audited = littleModels(littleVictim({ audits: [CLEAN] }));
  const exchanged = littleModels(littleVictim({ audits: [CLEAN], files: { 'model.onnx': '0'.repeat(64) } }));
  await using the = await bench({ models: { ...audited, victim: exchanged.victim } });
  the.repository.commit({ 'a.c': aFunction('one'), [CONFIG]: rule('required') });
  const pull = the.repository.openPullRequest(POISONED);
  await expect(the.review(pull, {}, { attempt: 3 })).rejects.toThrow('little was exchanged');
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'cancelled' }]);
});
