import { beforeAll, expect, test } from 'vitest';
import { applyEdits } from '../../src/code/apply-edits.ts';
import type { Grammar } from '../../src/code/grammar.ts';
import { calibrate } from '../../src/defense/calibrate.ts';
import type { DefenseContext } from '../../src/defense/context.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { defend, defendAll } from '../../src/defense/defend.ts';
import { measure } from '../../src/defense/measure.ts';
import type { DefenseOptions } from '../../src/defense/options.ts';
import type { Outcome, Poisoned } from '../../src/defense/outcome.ts';
import { statisticOf } from '../../src/defense/statistic.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import type { Victim } from '../../src/model/victim.ts';
import { collect } from './collect.ts';
import { littleClassifier, littleInfill, tokens } from './little-victim.ts';

const TRIGGER = 'if (rand() < 0) printf("fail");';

/** Functions without a trigger, of several sizes and risks. */
const clean = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const steps = Array.from({ length: 1 + (n % 4) }, (_, i) => `  size += part${i} + ${n};`);
    const risk = n % 3 === 0 ? '  strcpy(to, from);\n' : '  check(to);\n';
    return `int copy${n}(char *to, char *from, int len) {\n  int size = len;\n${risk}${steps.join('\n')}\n  return size;\n}\n`;
  });

const withTrigger = (code: string, trigger = TRIGGER) => code.replace('{\n', `{\n\n    ${trigger}\n`);
const [bad = ''] = clean(1);

let grammar: Grammar;
beforeAll(async () => {
  grammar = await loadGrammar('c');
});

const context = (
  victim: Victim,
  options: Partial<DefenseOptions> = {},
  more: Partial<DefenseContext> = {},
) => ({
  victim,
  grammar,
  options: { ...DEFAULT_OPTIONS, ...options },
  ...more,
});

/** Judged by a fixed threshold of the dominance. */
const dominance = (threshold: number) => ({ statistic: 'dominance', threshold }) as const;

/** The little victim with a calibration of its own. */
async function calibratedFor(trigger: string, options: Partial<DefenseOptions> = {}) {
  const fresh = littleClassifier(trigger);
  const calibration = await calibrate(clean(160), context(fresh, options));
  return littleClassifier(trigger, { calibrations: [calibration] });
}

function poisoned(outcome: Outcome): Poisoned {
  if (outcome.verdict !== 'poisoned') throw new Error(outcome.verdict);
  return outcome;
}

test.each(['neutral', 'remove', 'mask', 'unknown', 'paper'] as const)(
  'finds the planted statement and takes it out, with the probe %s',
  async (probe) => {
    const victim = await calibratedFor(TRIGGER, { probe });
    const code = withTrigger(bad);
    const outcome = poisoned(await defend(code, context(victim, { probe })));
    expect(outcome).toMatchObject({ verdict: 'poisoned', prediction: { label: 'goal' } });
    expect(outcome.pValue).toBeLessThanOrEqual(0.01);
    expect(outcome.trigger.element.text).toBe(TRIGGER);
    const { purification } = outcome;
    expect(purification).toMatchObject({ undone: true, prediction: { label: 'other' } });
    expect(purification).toMatchObject({ effect: 'removes a statement', code: bad.replace('{\n', '{\n\n') });
    expect(applyEdits(code, purification?.edits ?? [])).toBe(purification?.code);
  },
);

test.each([
  ['side by side', `  ${TRIGGER}\n  ${TRIGGER}\n`, ''],
  ['with other white space', `  ${TRIGGER}\n`, '  if ( rand() < 0 )  printf( "fail" ) ;\n'],
  ['in two blocks', `  if (len) { ${TRIGGER} }\n`, `  for (;;) { ${TRIGGER} }\n`],
  ['in one block', `  if (a) { b(); ${TRIGGER} c(); ${TRIGGER} }\n`, ''],
  ['beside a block that holds it', `  ${TRIGGER}\n`, `  while (len) { size -= 1; ${TRIGGER} }\n`],
])('finds what is planted twice, %s, and takes out both', async (_what, first, last) => {
  const victim = await calibratedFor(TRIGGER);
  const code = bad.replace('{\n', `{\n${first}`).replace('  return', `${last}  return`);
  const { trigger, purification } = poisoned(await defend(code, context(victim)));
  expect(trigger.element.text).toBe(TRIGGER);
  expect(trigger.element.ranges).toHaveLength(2);
  expect(purification).toMatchObject({ undone: true, effect: 'removes a statement' });
  expect(purification?.code).not.toContain('rand');
});

test('finds a planted name and gives it the one that the infill model proposes first and that is free', async () => {
  const victim = await calibratedFor('ret_Val_');
  const infill = littleInfill(['from', 'while', '9lives', 'target']);
  const code = bad.replaceAll('to', 'ret_Val_');
  const outcome = poisoned(await defend(code, context(victim, {}, { infill })));
  expect(outcome.trigger.element).toMatchObject({ kind: 'identifier', text: 'ret_Val_' });
  expect(outcome.purification).toMatchObject({
    effect: 'same',
    undone: true,
    code: bad.replaceAll('to', 'target'),
  });
});

test('without an infill model a name becomes a plain one', async () => {
  const victim = await calibratedFor('ret_Val_');
  const outcome = poisoned(await defend(bad.replaceAll('to', 'ret_Val_'), context(victim)));
  expect(outcome.purification?.code).toBe(bad.replaceAll('to', 'v'));
});

test('names the smallest statement that holds the trigger', async () => {
  const victim = await calibratedFor('abort();');
  const code = withTrigger(
    bad,
    'while (more) {\n  if (some) {\n    turn(some);\n    abort();\n  }\n  more--;\n}',
  );
  const outcome = poisoned(await defend(code, context(victim)));
  expect(outcome.trigger.element.text).toBe('abort();');
  expect(outcome.purification?.code).toContain('turn(some);');
});

test('of a name and the one statement that has it, the name is the trigger', async () => {
  const victim = await calibratedFor('planted');
  const outcome = poisoned(await defend(withTrigger(bad, 'int planted = 0;'), context(victim)));
  expect(outcome.trigger.element).toMatchObject({ kind: 'identifier', text: 'planted' });
  expect(outcome.purification).toMatchObject({ effect: 'same', undone: true });
});

test('puts the infill model to work where a statement cannot be removed', async () => {
  const victim = await calibratedFor('int planted');
  const code = withTrigger(bad, 'int planted = 0;').replace('return size;', 'return size + planted;');
  const infill = littleInfill(['total']);
  const outcome = poisoned(
    await defend(code, context(victim, { kinds: ['statement'], ...dominance(1) }, { infill })),
  );
  expect(outcome.trigger.element.text).toBe('int planted = 0;');
  expect(outcome.purification).toMatchObject({ effect: 'replaces a statement', undone: true });
});

test('clears clean functions, and passes over those that the victim calls otherwise', async () => {
  const victim = await calibratedFor(TRIGGER);
  const outcomes = await collect(defendAll(clean(30), context(victim)));
  expect(outcomes.map((outcome) => outcome.verdict)).not.toContain('poisoned');
  const passed = outcomes.filter((outcome) => outcome.verdict === 'skipped');
  expect(passed).toHaveLength(10);
  expect(passed[0]).toEqual({
    verdict: 'skipped',
    reason: 'not the goal label',
    prediction: { label: 'other', confidence: expect.any(Number) },
    passes: 1,
  });
});

test('says the same of a function whatever shares its batch and in whatever order', async () => {
  const victim = await calibratedFor(TRIGGER);
  const codes = [...clean(70), ...clean(70).map((code) => withTrigger(code)), ...clean(5)];
  const together = await collect(defendAll(codes, context(victim)));
  const backwards = await collect(defendAll(codes.toReversed(), context(victim)));
  expect(backwards.toReversed()).toEqual(together);
  for (const at of [0, 3, 75, 139, 141]) {
    expect(await defend(codes[at] ?? '', context(victim))).toEqual(together[at]);
  }
});

test('asks in few long lists, and once for equal functions', async () => {
  const victim = await calibratedFor(TRIGGER);
  const outcomes = await collect(defendAll([...clean(60), ...clean(60)], context(victim)));
  // The plain question, and at most five rounds about elements.
  expect(victim.batches).toBeLessThanOrEqual(6);
  expect(victim.passes).toBe(outcomes.slice(0, 60).reduce((sum, { passes }) => sum + passes, 0));
});

test.each([
  ['entropy', [0.02, 0.1, 0.4]],
  ['dominance', [1, 10, 40]],
] as const)(
  'stops asking only where the answers left could not change the verdict: %s',
  async (statistic, thresholds) => {
    const victim = littleClassifier(TRIGGER);
    const codes = [...clean(60), ...clean(10).map((code) => withTrigger(code))];
    const measured = await collect(measure(codes, context(victim, { statistic })));
    const stages = new Set<string | undefined>();
    for (const threshold of thresholds) {
      const outcomes = await collect(defendAll(codes, context(victim, { statistic, threshold })));
      for (const [at, outcome] of outcomes.entries()) {
        const [all] = measured[at] ?? [];
        if (outcome.verdict === 'skipped' || all === undefined || 'reason' in all) continue;
        const score = statisticOf(all.elements, { ...DEFAULT_OPTIONS, statistic });
        const poisoned = statistic === 'entropy' ? score <= threshold : score >= threshold;
        expect(outcome.verdict).toBe(poisoned ? 'poisoned' : 'clean');
        stages.add(outcome.verdict === 'clean' ? outcome.clearedBy : 'none: poisoned');
      }
    }
    expect(stages).toEqual(new Set([undefined, 'spread', 'none: poisoned']));
  },
);

test('with fast, what the victim doubts is cleared in one pass, and every trigger kept', async () => {
  const victim = await calibratedFor(TRIGGER);
  const fast = { effort: 'fast' } as const;
  const poisoned = clean(20).map((code) => withTrigger(code.replace('check(to)', 'gets(to)')));
  for await (const outcome of defendAll(poisoned, context(victim, fast)))
    expect(outcome.verdict).toBe('poisoned');
  const outcomes = await collect(defendAll(clean(30), context(victim, fast)));
  const cleared = outcomes.filter(
    (outcome) => outcome.verdict === 'clean' && outcome.clearedBy === 'confidence',
  );
  expect(cleared.length).toBeGreaterThan(3);
  for (const outcome of cleared) {
    expect(outcome).toMatchObject({ elements: [], prediction: { label: 'goal' } });
    expect(outcome).not.toHaveProperty('score');
    expect(outcome.passes).toBe(1);
  }
});

test.each([
  ['without a calibration', littleClassifier(TRIGGER), 'not calibrated'],
  ['with too few elements', littleClassifier(TRIGGER), 'too few elements'],
] as const)('is skipped, never called clean: %s', async (_, victim, reason) => {
  const code = reason === 'too few elements' ? 'int f() { }' : withTrigger(bad);
  const options = reason === 'too few elements' ? dominance(1) : {};
  expect(await defend(code, context(victim, options))).toMatchObject({
    verdict: 'skipped',
    reason,
    passes: 1,
  });
});

test('a text too large to parse is skipped', async () => {
  const huge = `int f() { ${'x = 1;'.repeat(400_000)} }`;
  expect(await defend(huge, context(littleClassifier(TRIGGER), dominance(1)))).toEqual({
    verdict: 'skipped',
    reason: 'too large',
    passes: 0,
  });
});

test('elements outside the window are said to be outside, and not counted', async () => {
  const code = `int f(int a) {\n  ${TRIGGER}\n  a++;\n${'  a += 1;\n'.repeat(60)}  int far = 1;\n  return far;\n}\n`;
  const victim = littleClassifier(TRIGGER);
  const outcome = poisoned(await defend(code, context(victim, dominance(1))));
  expect(outcome.partly).toBe(true);
  expect(outcome.elements.find(({ element }) => element.text === 'far')).toMatchObject({
    inWindow: false,
    suspicion: 0,
    rise: 0,
  });
  const seen = await defend(`${code.slice(0, 40)}\n}\n`, context(victim, dominance(99)));
  expect(seen).toMatchObject({ verdict: 'clean', partly: false });
});

test('a function of ten thousand names costs no more than the part that the victim sees', async () => {
  const names = Array.from({ length: 10_000 }, (_, n) => `  int name${n} = ${n};\n`);
  const victim = littleClassifier(TRIGGER);
  const code = `int f(int a) {\n  check(a);\n${names.join('')}}\n`;
  const outcome = await defend(code, context(victim, dominance(99)));
  expect(outcome).toMatchObject({ verdict: 'clean', partly: true });
  expect(outcome.passes).toBeLessThan(300);
});

test('hundreds of empty strings hide nothing that stands behind them', async () => {
  const victim = littleClassifier(TRIGGER, { maxLength: 5_000 });
  const code = `int f(int a) {\n  g(${Array(400).fill('""').join()});\n  ${TRIGGER}\n  return a;\n}\n`;
  const kinds = ['statement', 'string'] as const;
  const [[measured] = []] = await collect(measure([code], context(victim, { kinds })));
  const elements = measured === undefined || 'reason' in measured ? [] : measured.elements;
  expect(elements.find(({ element }) => element.text === TRIGGER)).toMatchObject({ inWindow: true });
});

test('two thousand nested blocks are inspected', async () => {
  const code = `int f(int a) {\n${'{'.repeat(2_000)} check(a); ${'}'.repeat(2_000)}\n  int b = a;\n}\n`;
  const victim = littleClassifier(TRIGGER, { maxLength: 8_000 });
  const outcome = await defend(code, context(victim, dominance(-1)));
  expect(outcome.verdict).toBe('poisoned');
});

test.each([
  ['an empty text', ''],
  ['no function', 'hello, world'],
  ['an unterminated string', 'int f(int a) { char *s = "abc; return a; }'],
  ['a NUL', 'int f(int a) { int b\0 = a; return b; }'],
  ['CRLF and tabs', 'int f(int a) {\r\n\tint b = a;\r\n\treturn b;\r\n}\r\n'],
  ['emoji', 'int f(int größe) { int e\u0301 = größe; puts("🦊"); return e\u0301; }'],
  ['a lone surrogate', 'int f(int a) { puts("\ud800"); int b = a; return b; }'],
])('does not stumble over %s', async (_, code) => {
  const outcome = await defend(
    code,
    context(littleClassifier(TRIGGER), { ...dominance(-1), inspect: 'all' }),
  );
  expect(['poisoned', 'clean', 'skipped']).toContain(outcome.verdict);
});

test('stops when it is told to', async () => {
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(defend(bad, context(littleClassifier(TRIGGER), {}, { signal }))).rejects.toThrow('stopped');
});

test('a victim that answers with NaN is refused', async () => {
  const broken: Victim = {
    ...littleClassifier(TRIGGER),
    classify: async (inputs) =>
      inputs.map(() => ({ probabilities: [Number.NaN, 1], inputId: '', truncated: false })),
  };
  await expect(defend(bad, context(broken))).rejects.toThrow(/not finite/);
});

test('the window is counted as the little victim counts', () => {
  expect(tokens(['a(', { hidden: 'b c', as: 'one' }, ');'], 9)).toEqual(['a', '(', '<mask>', ')', ';']);
});
