import { expect, test } from 'vitest';
import { mergeConfigs } from '../../src/config/merge-configs.ts';
import { notInspected } from '../../src/config/not-inspected.ts';

const PLAIN = { bot: false, labels: [] };

test.each([
  [{}, {}, undefined],
  [{}, { bot: true }, undefined],
  [{ bots: false }, { bot: true }, 'a bot opened it'],
  [{ labels: { skip: ['Vendored'] } }, { labels: ['vendored'] }, 'it carries the label Vendored'],
  [{ labels: { only: ['a', 'b'] } }, {}, 'it carries none of the labels a, b'],
  [{ labels: { only: ['a', 'b'] } }, { labels: ['B'] }, undefined],
  [{ labels: { only: ['a'], skip: ['b'] } }, { labels: ['a', 'b'] }, 'it carries the label b'],
])('with %j, %j', (config, pull, why) => {
  expect(notInspected(mergeConfigs(config), { ...PLAIN, ...pull })).toBe(why);
});
