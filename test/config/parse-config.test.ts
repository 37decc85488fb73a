import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ParsedConfig, parseConfig } from '../../src/config/parse-config.ts';
import { problemLine } from '../../src/config/problem.ts';

const FILE = '.github/codepurify.yml';

/** All that is told of a text, one line each, without the name of the file. */
function told(text: string): string[] {
  const parsed = parseConfig(text, FILE);
  return [
    ...(parsed.ok ? [] : parsed.problems.map((each) => problemLine(each, 'error'))),
    ...parsed.warnings.map((each) => problemLine(each, 'warning')),
  ].map((line) => line.slice(FILE.length + 1));
}

function written(text: string): Extract<ParsedConfig, { ok: true }>['config'] {
  const parsed = parseConfig(text, FILE);
  if (!parsed.ok) throw new Error(told(text).join('\n'));
  return parsed.config;
}

test.each([
  ['', {}],
  ['# only a comment\n', {}],
  ['\uFEFFeffort: fast\r\ndrafts: true\r\n', { effort: 'fast', drafts: true }],
  ['victims:\n  - name: defect-c\n', { victims: [{ name: 'defect-c' }] }],
  [
    'exclude: &x [a, b]\nvictims: [{ name: m, paths: *x }]',
    { exclude: ['a', 'b'], victims: [{ name: 'm', paths: ['a', 'b'] }] },
  ],
])('%j is read as it is written, without defaults', (text, config) => {
  expect(told(text)).toEqual([]);
  expect(written(text)).toEqual(config);
});

test.each([
  ['falseAlarmRate: 2', '1:17: error: falseAlarmRate: this must be below 1, and it is 2.'],
  ['falseAlarmRate: 1%', '1:17: error: falseAlarmRate: this must be a number, and it is the text "1%".'],
  ['falseAlarmRate: .nan', '1:17: error: falseAlarmRate: this must be a number, and it is NaN.'],
  ['falseAlarmRate: 0', '1:17: error: falseAlarmRate: this must be at least 0.0005, and it is 0.'],
  ['drafts: yes', '1:9: error: drafts: this must be true or false, and it is the text "yes".'],
  ['comments: 1.5', '1:11: error: comments: this must be a whole number, and it is 1.5.'],
  ['comments: 101', '1:11: error: comments: this must be at most 100, and it is 101.'],
  ['effort: quick', '1:9: error: effort: this must be one of fast, full, and it is the text "quick".'],
  [
    'failOn: Never',
    '1:9: error: failOn: this must be one of poisoned, incomplete, never, and it is the text "Never" (did you mean never?).',
  ],
  ['a: 1\nexclude:\n', '2:1: error: exclude: it has no value: write one, or leave the key out.'],
  ['exclude: src', '1:10: error: exclude: this must be a list, and it is the text "src".'],
  ['exclude: [a, 3]', '1:14: error: exclude[1]: this must be a text, and it is 3.'],
  ['victims: []', '1:10: error: victims: the list is empty: name at least one, or leave the key out.'],
  ['victims:\n  - paths: [a]', '2:5: error: victims[0].name: this key is missing.'],
  ['failRate: 2', '1:11: error: failRate: this must be at most 1, and it is 2.'],
  ['ignore: [{ fingerprint: 627d6308, reason: x }]', 'error: ignore[0].fingerprint: '],
  [`ignore: [{ fingerprint: ${'a'.repeat(32)} }]`, 'error: ignore[0].reason: this key is missing.'],
  ['labels:\n  skip: [1]', '2:10: error: labels.skip[0]: this must be a text, and it is 1.'],
  ['- a', '1:1: error: this must be a group of keys, and it is a list.'],
  ['effort: fast\neffort: full', '2:1: error: this is not valid YAML (map keys must be unique).'],
  ['a: [', '1:5: error: this is not valid YAML'],
  ['a: 1\n---\nb: 1', '2:1: error: this is not valid YAML'],
  ['exclude: *nowhere', '1:10: error: nothing above is called &nowhere.'],
  ['victims: [{ name: m }, { name: m }]', '1:32: error: victims[1].name: m is named twice'],
])('%j stops at its place', (text, problem) => {
  expect(told(text)[0]).toContain(problem);
  expect(parseConfig(text, FILE).ok).toBe(false);
});

test.each([
  './model',
  '../model',
  '/srv/model',
  'https://example.org/model',
  'C:\\model',
  'Model',
  'a'.repeat(65),
])('the victim %j is refused: only names are looked up', (name) => {
  expect(told(`victims: [{ name: ${JSON.stringify(name)} }]`)).toEqual([
    expect.stringContaining('1:19: error: victims[0].name: a victim is named as'),
  ]);
});

test.each([
  ['failon: never', '1:1: warning: failon: there is no such key, so it does nothing (did you mean failOn?).'],
  [
    'excludes: [a]',
    '1:1: warning: excludes: there is no such key, so it does nothing (did you mean exclude?).',
  ],
  [
    'labels:\n  only: []\n  colour: red',
    '3:3: warning: labels.colour: there is no such key, so it does nothing (there are only, skip).',
  ],
  [
    'victims:\n  - { name: m, path: [a] }',
    '2:16: warning: victims[0].path: there is no such key, so it does nothing (did you mean paths?).',
  ],
  ['__proto__: { drafts: true }', '1:1: warning: __proto__: there is no such key'],
  ['constructor: 1', '1:1: warning: constructor: there is no such key'],
  ['exclude: !strange [a]', '1:10: warning: unresolved tag: !strange.'],
])('%j warns and does nothing', (text, warning) => {
  expect(told(`${text}\nbots: false`)[0]).toContain(warning);
  const { bots, victims, exclude, labels, ...rest } = written(`${text}\nbots: false`);
  expect({ bots, rest }).toEqual({ bots: false, rest: {} });
  expect(Object.getPrototypeOf(rest)).toBe(Object.prototype);
});

test('an unknown key does not hide what is wrong elsewhere', () => {
  expect(told('nonsense: 1\nvictims: [{ name: m, x: 1 }, { name: m }]\ncomments: -1')).toEqual([
    expect.stringContaining('victims[1].name: m is named twice'),
    expect.stringContaining('3:11: error: comments: this must be at least 0'),
    expect.stringContaining('1:1: warning: nonsense'),
    expect.stringContaining('2:22: warning: victims[0].x'),
  ]);
});

const NINE = [...'abcdefghi'];
test.each([
  ['a large file', `# ${'x'.repeat(20_000)}`],
  [
    'a billion laughs',
    NINE.map(
      (name, n) =>
        `${name}: &${name} [${Array(9)
          .fill(n === 0 ? 'x' : `*${NINE[n - 1]}`)
          .join(',')}]`,
    ).join('\n'),
  ],
  ['many aliases', `a: &a x\nexclude: [${'*a,'.repeat(30)}]`],
  ['deep flow', '['.repeat(16_000)],
  ['closed deep flow', `${'['.repeat(8000)}${']'.repeat(8000)}`],
  ['deep blocks', '- '.repeat(8000)],
  ['only brackets', ']'.repeat(16_000)],
  ['a key of many', `{${Array.from({ length: 2500 }, (_, n) => `k${n}`).join(',')}, comments: -1}`],
  ['many wrong values', `exclude: [${'1,'.repeat(8000)}]`],
  ['an alias to itself', 'exclude: &a [*a]'],
])('%s is refused, and told in few words', (_what, text) => {
  const parsed = parseConfig(text, FILE);
  expect(parsed.ok).toBe(false);
  expect(told(text).length).toBeLessThan(110);
  expect(Math.max(...told(text).map((line) => line.length))).toBeLessThan(400);
});

test('whatever the text, it is read or refused with a place in it', () => {
  const piece = fc.constantFrom(
    'victims',
    'exclude',
    'labels',
    'skip',
    'name',
    ': ',
    '- ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&a ',
    '*a',
    '!!set',
    '<<',
    '"',
    "'",
    '|',
    '%YAML 1.1\n---\n',
    '0x1',
    '~',
    '\t',
    '?',
    '#',
    '\u2028',
    '\ud800',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const parsed = parseConfig(text, FILE);
      const lines = text.split('\n');
      for (const { line, column } of [...parsed.warnings, ...(parsed.ok ? [] : parsed.problems)]) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
      }
    }),
    { numRuns: 300 },
  );
});
