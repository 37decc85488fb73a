import { expect, test } from 'vitest';
import { fingerprint } from '../../src/scan/fingerprint.ts';

const base = { victim: 'v', file: 'a.c', name: 'f', code: 'int f()\n{\n\treturn 1;\n}', trigger: 'x' };

test.each([
  ['indentation', { code: 'int f()\n{\n    return 1;\n}' }],
  ['line ends', { code: 'int f()\r\n{\r\n\treturn 1;\r\n}' }],
])('%s does not matter', (_what, change) => {
  expect(fingerprint({ ...base, ...change })).toBe(fingerprint(base));
});

test.each([
  ['victim', { victim: 'w' }],
  ['path', { file: 'b.c' }],
  ['name', { name: 'g' }],
  ['text of the function', { code: 'int f() { return 2; }' }],
  ['text of the trigger', { trigger: 'y' }],
  ['border between two parts', { victim: 'va', file: '.c' }],
])('the %s matters', (_what, change) => {
  expect(fingerprint({ ...base, ...change })).not.toBe(fingerprint(base));
});
