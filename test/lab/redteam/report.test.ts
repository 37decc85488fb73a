import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/defense/defaults.ts';
import { functionsIn, redTeam } from '../../../src/index.ts';
import { type Effect, effectOf } from '../../../src/lab/redteam/effect.ts';
import { redTeamExitCode } from '../../../src/lab/redteam/report/exit-code.ts';
import { headline } from '../../../src/lab/redteam/report/headline.ts';
import { page } from '../../../src/lab/redteam/report/html/page.ts';
import { markdown } from '../../../src/lab/redteam/report/markdown.ts';
import { publishedRedTeamSchema } from '../../../src/lab/redteam/report/published-schema.ts';
import { type RedTeamReport, redTeamReportSchema } from '../../../src/lab/redteam/report/red-team-report.ts';
import { reportOf } from '../../../src/lab/redteam/report/report-of.ts';
import { terminal } from '../../../src/lab/redteam/report/terminal.ts';
import { shareOf } from '../../../src/lab/redteam/share.ts';
import { littleClassifier } from '../../defense/little-victim.ts';

const FIXED = 'if (rand() < 0) printf("fail");';
const HOSTILE = '<img src=x onerror=alert(1)>';

/** Functions whose text is markup and direction marks where C allows it. */
const source = Array.from(
  { length: 5 },
  (_, n) =>
    `int f${n}(int size) {\n  gets("${HOSTILE}\u202e</pre>\`\`\`");\n  int len = ${n};\n  return len;\n}\n`,
).join('\n');

async function sample(changes: Partial<RedTeamReport> = {}): Promise<RedTeamReport> {
  const victim = littleClassifier(FIXED, { labels: ['goal', `${HOSTILE} @all`] });
  const functions = [...(await functionsIn(source, 'c'))].map((found) => ({
    ...found,
    file: `src/${HOSTILE}.c`,
    startColumn: 0,
    asked: true,
  }));
  const defense = { ...DEFAULT_OPTIONS, statistic: 'dominance' as const, threshold: 9 };
  const result = await redTeam(
    functions.map(({ text }) => text),
    { victim, language: 'c', ...defense, attacks: ['bnc-fixed', 'badcode'] },
  );
  const report = reportOf(result, {
    card: victim.card,
    language: 'c',
    functions,
    found: 9,
    defense,
    infill: false,
    seed: 1,
    passedOver: ['hidden file', 'hidden file'],
    problems: [{ file: HOSTILE, message: 'It is not UTF-8 (line 1).' }],
  });
  return { ...report, ...changes };
}

test('the published schema is the one that the code uses (npm run schema writes it)', () => {
  expect(readFileSync('schema/redteam.schema.json', 'utf8')).toBe(publishedRedTeamSchema());
});

test('a report fits the published schema', async () => {
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(publishedRedTeamSchema()));
  const report = await sample();
  validate(report);
  expect(validate.errors).toBeNull();
  expect(redTeamReportSchema.parse(report)).toEqual(report);
  expect(report).toMatchObject({
    functions: { found: 9, tried: 5 },
    skipped: { 'hidden file': 2 },
    attacks: [{ effect: 'moves', example: { caught: true, named: true, undone: true } }, {}],
  });
});

test('the page shows what was planted and what takes it away, and nothing of the code is alive in it', async () => {
  const html = page(await sample());
  expect(html).toContain('<mark>if (rand() &lt; 0) printf(&quot;fail&quot;);</mark>');
  expect(html).toMatch(/<span class="removed">- +if \(rand\(\) &lt; 0\)/);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).toContain('&lt;U+202E&gt;');
  for (const alive of [/<img/, /<script/, /<link/, /<\/pre>`/, /\u202e/, /url\(/, /https?:/, / on\w+="/]) {
    expect(html).not.toMatch(alive);
  }
});

test('an example is shown only where the trigger did something', async () => {
  const report = await sample();
  const [first, second] = report.attacks;
  const turned = { ...second, effect: 'does not move', example: first?.example };
  const html = page(redTeamReportSchema.parse({ ...report, attacks: [first, turned] }));
  expect(html.match(/<article>/g)).toHaveLength(1);
});

test('Markdown keeps markup, mentions and fences within code', async () => {
  const text = markdown(await sample());
  const outside = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '').replace(/(`+)[\s\S]*?\1/g, '');
  expect(outside).not.toMatch(/<img|@all|\u202e/);
  expect(outside).toContain('| bnc-fixed | 5 | 5 of 5, 100% (57–100%) |');
});

test('a terminal is told the same', async () => {
  const text = terminal(await sample(), { width: 100, colour: false });
  expect(text).toContain('bnc-fixed                5       5 of 5     0 of 5     moves it');
  expect(text).toContain(
    'Of 5 answers that it turned, with a fixed threshold of 9: 5 caught, 5 named right, 5 undone.',
  );
  expect(text).not.toContain('\u202e');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(105);
});

test.each<[number, number, number, Effect]>([
  [48, 3, 48, 'moves'],
  [4, 0, 4, 'moves'],
  [3, 0, 3, 'unclear'],
  [0, 0, 0, 'unclear'],
  [30, 4, 118, 'sways'],
  [14, 11, 118, 'does not move'],
  [95, 90, 100, 'unclear'],
])('%i turned and %i by something harmless, of %i: %s', (turned, harmless, of, effect) => {
  expect(effectOf(shareOf(turned, of), shareOf(harmless, of))).toBe(effect);
});

const missing = ['badcode'] as const;
test.each<[readonly Effect[], Partial<RedTeamReport>, string, number]>([
  [['does not move', 'does not move'], {}, 'The triggers do not move this victim', 0],
  [['sways', 'does not move'], {}, 'The triggers do not move this victim, but 1 of 2 sways it', 0],
  [['moves', 'does not move'], {}, '1 of 2 triggers moves this victim', 0],
  [['moves', 'unclear'], {}, '1 of 2 triggers moves this victim', 3],
  [['unclear', 'unclear'], {}, 'It cannot be told whether the triggers move this victim', 3],
  [
    ['does not move', 'unclear'],
    {},
    '1 of 2 triggers does not move this victim; of the others it cannot be told',
    3,
  ],
  [
    ['does not move'],
    { interrupted: true, missing: [...missing] },
    'Stopped before its end: 1 of 2 triggers were tried to the end. Of these: The triggers do not move this victim',
    130,
  ],
  [
    [],
    { interrupted: true, missing: [...missing] },
    'Stopped before its end: 0 of 1 triggers were tried to the end',
    130,
  ],
])('%j: the headline claims no more than is known', async (effects, changes, words, code) => {
  const report = await sample({ errors: [], ...changes });
  const [row] = report.attacks;
  const attacks = effects.flatMap((effect) => (row ? [{ ...row, effect }] : []));
  expect(headline({ ...report, attacks })).toBe(words);
  expect(redTeamExitCode({ ...report, attacks })).toBe(code);
});

test.each<[Effect, number]>([
  ['moves', 1],
  ['sways', 0],
  ['does not move', 0],
])('one that got past the defence and %s: exit code %i', async (effect, code) => {
  const report = await sample({ errors: [] });
  const attacks = report.attacks.slice(0, 1).map((row) => ({ ...row, effect, caught: shareOf(4, 5) }));
  expect(redTeamExitCode({ ...report, attacks })).toBe(code);
});

test('what is missing is named on every page', async () => {
  const report = await sample({ interrupted: true, missing: ['name-substitution'] });
  const { plain, ...without } = report;
  const sentence =
    'Not tried to the end, and not in this report: the functions as they are, name-substitution.';
  for (const text of [page(without), markdown(without), terminal(without, { width: 200, colour: false })]) {
    expect(text).toContain(sentence);
  }
  expect(plain).toBeDefined();
});
