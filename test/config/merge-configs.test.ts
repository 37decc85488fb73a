import { expect, test } from 'vitest';
import { mergeConfigs } from '../../src/config/merge-configs.ts';

const DEFAULTS = mergeConfigs();

test('without a file all is the default', () => {
  expect(DEFAULTS).toEqual({
    exclude: [],
    falseAlarmRate: 0.01,
    effort: 'full',
    failOn: 'poisoned',
    failRate: 1,
    ignore: [],
    functions: 500,
    comments: 30,
    suggestions: true,
    drafts: false,
    bots: true,
    labels: { only: [], skip: [] },
  });
});

test.each([
  [
    'a key of the repository hides that of the organisation',
    { comments: 5 },
    { comments: 7 },
    { comments: 7 },
  ],
  [
    'what the repository leaves out is the organisation’s',
    { failOn: 'never' },
    { drafts: true },
    { failOn: 'never', drafts: true },
  ],
  ['a list replaces', { exclude: ['a', 'b'] }, { exclude: ['c'] }, { exclude: ['c'] }],
  ['so does an empty one', { exclude: ['a'] }, { exclude: [] }, { exclude: [] }],
  ['a value that is the default too', { bots: false }, { bots: true }, { bots: true }],
  [
    'groups are merged key by key',
    { labels: { only: ['a'], skip: ['b'] } },
    { labels: { skip: ['c'] } },
    { labels: { only: ['a'], skip: ['c'] } },
  ],
  [
    'victims are a list',
    { victims: [{ name: 'one', paths: ['a'] }] },
    { victims: [{ name: 'two' }] },
    { victims: [{ name: 'two', paths: ['**'], audit: 'ignore' }] },
  ],
  [
    'of audits the strictest of the organisation holds for all that the repository names',
    { victims: [{ name: 'one', audit: 'warn' }, { name: 'two' }] },
    { victims: [{ name: 'two' }, { name: 'three', audit: 'ignore' }, { name: 'four', audit: 'required' }] },
    {
      victims: [
        { name: 'two', paths: ['**'], audit: 'warn' },
        { name: 'three', paths: ['**'], audit: 'warn' },
        { name: 'four', paths: ['**'], audit: 'required' },
      ],
    },
  ],
  [
    'where the repository names none, each of the organisation has its own',
    { victims: [{ name: 'one', audit: 'required' }, { name: 'two' }] },
    {},
    {
      victims: [
        { name: 'one', paths: ['**'], audit: 'required' },
        { name: 'two', paths: ['**'], audit: 'ignore' },
      ],
    },
  ],
] as const)('%s', (_what, organisation, repository, expected) => {
  const merged = mergeConfigs(structuredClone(organisation) as object, structuredClone(repository) as object);
  expect(merged).toEqual({ ...DEFAULTS, ...expected });
});
