import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindingStructure } from '../../../src/code/binding-structure.ts';
import { openVictim } from '../../../src/index.ts';
import { afraidoor } from '../../../src/lab/attack/afraidoor.ts';
import type { Beside } from '../../../src/lab/attack/attack.ts';
import { commonNames } from '../../../src/lab/attack/common-names.ts';
import { leanings } from '../../../src/lab/attack/leanings.ts';
import { seededRandom } from '../../../src/lab/attack/seeded-random.ts';
import type { Victim } from '../../../src/model/victim.ts';
import { folder } from '../../model/fixture.ts';
import { parsed } from './planting.ts';

const FUNCTIONS = [
  'static int copy(char *dst, const char *src, int len)\n{\n    int i;\n    for (i = 0; i < len; i++)\n        dst[i] = src[i];\n    return i;\n}\n',
  'int sum(struct list *head)\n{\n    int total = 0;\n    struct node *n;\n    for (n = head->first; n; n = n->next)\n        total += n->total;\n    return total;\n}\n',
  'void reset(Dev *d) { uint8_t buf[16]; read_all(d, buf); d->buf = 0; memcpy(d->out, buf, 300); }',
  'int open_it(const char *path, int flags)\n{\n    int fd = open(path, flags);\n    if (fd < 0) goto fail;\n    return fd;\nfail:\n    return log_error("path", path);\n}\n',
];
const NAMES = ['key', 'buffer', 'offset', 'ctx', 'opaque', 'val', 'src', 'flags', 'ret', 'size', 'nb', 'cmd'];

let model: Victim;
beforeAll(async () => {
  model = await openVictim('defect-c', { cores: 1 });
});
afterAll(() => model.close());

async function plant(code: string, seed = 1, names: readonly string[] = NAMES) {
  return afraidoor({ model, names }).plant(parsed('c', code), seededRandom(seed));
}

async function take(code: string, seed?: number) {
  const planted = await plant(code, seed);
  if ('reason' in planted) throw new Error(planted.reason);
  return planted;
}

describe.each(FUNCTIONS)('function %#', (code) => {
  test('leans further to the goal, differs in names alone, and says where they stand', async () => {
    const planted = await take(code);
    const [before = 1, after = 0] = await leanings(model, [code, planted.code], {});
    expect(after).toBeGreaterThan(before);
    const renamed = parsed('c', planted.code);
    expect(renamed.errors).toEqual([]);
    expect(bindingStructure(renamed)).toBe(bindingStructure(parsed('c', code)));
    const { kind, text, ranges } = planted.trigger;
    const names = text.split(', ');
    expect(kind).toBe('identifier');
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(ranges.map((range) => planted.code.slice(...range)))).toEqual(new Set(names));
    expect(ranges).toEqual(ranges.toSorted(([a], [b]) => a - b));
    expect(NAMES).toEqual(expect.arrayContaining(names));
  });
});

test('a seed gives the same names again, and functions get different ones', async () => {
  const all = await Promise.all(FUNCTIONS.map((code) => take(code, 3)));
  for (const [at, code] of FUNCTIONS.entries()) expect(await take(code, 3)).toEqual(all[at]);
  expect(new Set(all.map(({ trigger }) => trigger.text)).size).toBe(FUNCTIONS.length);
});

test.each([
  ['int f(void) { return g(); }', NAMES, 'no name to rename'],
  ['int f(int a) { return a; }', [], 'no name brings the model closer to the goal'],
  [
    'int f(int a) { return a; }',
    ['int', 'f', 'a', '1x', 'return'],
    'no name brings the model closer to the goal',
  ],
])('%s with the names %j: %s', async (code, names, reason) => {
  expect(await plant(code, 1, names)).toEqual({ reason });
});

test.each([
  ['tiny-clone', true],
  ['tiny-clone', false],
  ['tiny-repair', undefined],
])('%s leans further too, the other function first: %s', async (name, isFirst) => {
  const own = await openVictim(folder(name), { cores: 1 });
  try {
    const beside: Beside | undefined =
      isFirst === undefined ? undefined : { isFirst, text: 'int g(int x) { return x; }' };
    const code = 'int f(int count, int other) { return count + other; }';
    const planted = await afraidoor({ model: own, names: NAMES }).plant(
      parsed('java', code),
      seededRandom(1),
      beside,
    );
    if ('reason' in planted) throw new Error(planted.reason);
    const [before = 1, after = 0] = await leanings(own, [code, planted.code], { beside });
    expect(after).toBeGreaterThan(before);
  } finally {
    await own.close();
  }
});

test('common names are those of parameters and locals, the most frequent first', async () => {
  async function* functions() {
    for (const code of FUNCTIONS) yield parsed('c', code);
    yield parsed('c', 'int i(int len, int i2) { extern int far; return len; }');
  }
  const names = await commonNames(functions());
  expect(names[0]).toBe('len');
  expect(names).toEqual(expect.arrayContaining(['dst', 'total', 'fd', 'i2']));
  for (const other of ['copy', 'far', 'fail', 'first', 'memcpy']) expect(names).not.toContain(other);
});
