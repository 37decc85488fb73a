import { expect, test } from 'vitest';
import { pathRules } from '../../src/config/path-rules.ts';

const rules = pathRules({
  exclude: ['third_party', '**/*.gen.c'],
  victims: [
    { name: 'defects', audit: 'ignore', paths: ['**/*.c'] },
    { name: 'repair', audit: 'ignore', paths: ['drivers/', '**/*.java'] },
  ],
});

test.each([
  ['src/a.c', { kind: 'victims', names: ['defects'] }],
  ['drivers/a.c', { kind: 'victims', names: ['defects', 'repair'] }],
  ['a.py', { kind: 'victims', names: [] }],
  ['third_party/a.c', { kind: 'excluded', pattern: 'third_party' }],
  ['drivers/a.gen.c', { kind: 'excluded', pattern: '**/*.gen.c' }],
])('%s', (path, rule) => {
  expect(rules(path)).toEqual(rule);
});

test('without victims it is the built-in ones', () => {
  expect(pathRules({ exclude: [] })('a.c')).toEqual({ kind: 'built-in' });
});
