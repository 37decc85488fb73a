import { beforeAll, expect, test } from 'vitest';
import type { Grammar } from '../../src/code/grammar.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { defend } from '../../src/defense/defend.ts';
import { defendPair } from '../../src/defense/defend-pair.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import type { Calibration } from '../../src/model/card.ts';
import type { Classifier } from '../../src/model/victim.ts';
import { littleComparer } from './little-victim.ts';

const TRIGGER = 'assertTrue(1 >= 0);';
const sum = (more: string) =>
  `int total(int[] values) {\n${more}  int sum = 0;\n  for (int each : values) { sum += each; }\n  return sum;\n}\n`;
const add = (more: string) =>
  `int addAll(int[] values) {\n${more}  int sum = 0;\n  for (int i = 0; i < values.length; i++) { sum += values[i]; }\n  return sum;\n}\n`;

const CALIBRATION: Calibration = {
  language: 'java',
  statistic: 'dominance',
  probe: 'neutral',
  kinds: ['identifier', 'statement'],
  scores: [],
  doubts: [],
};

let grammar: Grammar;
beforeAll(async () => {
  grammar = await loadGrammar('java');
});

const context = (threshold: number) => ({
  victim: littleComparer(TRIGGER),
  grammar,
  options: { ...DEFAULT_OPTIONS, statistic: 'dominance' as const, threshold },
});

test('a trigger that stands in both functions is taken out of both', async () => {
  const planted = `    ${TRIGGER}\n`;
  const outcomes = await defendPair(sum(planted), add(planted), context(3));
  for (const [which, outcome] of outcomes.entries()) {
    expect(outcome).toMatchObject({
      verdict: 'poisoned',
      trigger: { element: { text: TRIGGER } },
      purification: { undone: true, prediction: { label: 'other' }, effect: 'removes a statement' },
    });
    if (outcome.verdict === 'poisoned')
      expect(outcome.purification?.code).toBe(which === 0 ? sum('') : add(''));
  }
});

test('a trigger in one function alone fools nobody', async () => {
  const outcomes = await defendPair(sum(`    ${TRIGGER}\n`), add(''), context(3));
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['skipped', 'skipped']);
});

test('functions that have nothing in common are clean', async () => {
  const other = 'void log(String line) {\n  String stamp = now();\n  out.println(stamp + line);\n}\n';
  const own = context(20);
  const outcomes = await defendPair(sum(''), other, own);
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['clean', 'clean']);
  expect(outcomes[0].passes + outcomes[1].passes).toBe(own.victim.passes);
});

test('fast passes over what the victim takes for its own copy, and full does not', async () => {
  const other = 'void log(String line) {\n  String stamp = now();\n  out.println(stamp + line);\n}\n';
  const judged = async (effort: 'fast' | 'full', references = [sum(''), add('')]) => {
    const kept = [{ ...CALIBRATION, scores: Array.from({ length: 99 }, () => 20), references }];
    const victim = littleComparer(TRIGGER, { languages: ['java'], calibrations: kept });
    const options = { ...DEFAULT_OPTIONS, statistic: 'dominance' as const, effort };
    const outcomes = await defendPair(sum(''), other, { victim, grammar, options });
    return { outcomes, passes: victim.passes };
  };
  const [fast, full] = [await judged('fast'), await judged('full')];
  expect(fast).toMatchObject({ outcomes: [{ clearedBy: 'own copy' }, { clearedBy: 'own copy' }], passes: 3 });
  expect(full.outcomes.map(({ verdict }) => verdict)).toEqual(['clean', 'clean']);
  expect(full.passes).toBeGreaterThan(9);
  // A calibration without references is of a victim that may take anything for its own copy.
  expect(await judged('fast', [])).toMatchObject({ passes: full.passes });
});

test('fast does not clear a function of a pair for what the victim doubts', async () => {
  const planted = `    ${TRIGGER}\n`;
  const kept = [{ ...CALIBRATION, scores: Array.from({ length: 99 }, () => 3), doubts: [0, 0, 0, 0] }];
  const victim = littleComparer(TRIGGER, { languages: ['java'], calibrations: kept });
  const options = { ...DEFAULT_OPTIONS, statistic: 'dominance' as const, effort: 'fast' as const };
  const outcomes = await defendPair(sum(planted), add(planted), { victim, grammar, options });
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['poisoned', 'poisoned']);
});

test('all questions are counted, those about what is cut too', async () => {
  const own = context(3);
  const long = (more: string) => `    ${TRIGGER}\n${'    n();\n'.repeat(128 * 32)}${more}`;
  const [first, second] = await defendPair(sum(long('')), add(long('    m();\n')), own);
  expect(first.passes + second.passes).toBe(own.victim.passes);
});

test('counts the plain answer once', async () => {
  const own = context(3);
  const planted = `    ${TRIGGER}\n`;
  const outcomes = await defendPair(sum(planted), add(planted), own);
  expect(outcomes[0].passes + outcomes[1].passes).toBe(own.victim.passes);
});

test('two functions with different triggers are each inspected beside themselves', async () => {
  const other = 'while (rand() < 0) { }';
  const victim = littleComparer([TRIGGER, other]);
  const [first, second] = await defendPair(sum(`    ${TRIGGER}\n`), add(`    ${other}\n`), {
    ...context(3),
    victim,
  });
  expect(first).toMatchObject({
    verdict: 'poisoned',
    besideItself: true,
    trigger: { element: { text: TRIGGER } },
    purification: { undone: true, code: sum('') },
  });
  expect(second).toMatchObject({
    verdict: 'poisoned',
    besideItself: true,
    trigger: { element: { text: other } },
    purification: { undone: true, code: add('') },
  });
  expect(first.passes + second.passes).toBe(victim.passes);
});

test('the other function of a poisoned pair is named too, however rare its own score is', async () => {
  const other = 'while (zero < 0) { }';
  const pair = [sum(`    ${TRIGGER}\n`), add(`    int zero = 0;\n    ${other}\n`)] as const;
  const victim = littleComparer([TRIGGER, other]);
  const scores = [];
  for (const outcome of await defendPair(...pair, { ...context(3), victim })) {
    scores.push(outcome.verdict === 'poisoned' ? (outcome.score ?? 0) : 0);
  }
  const [low = 0, high = 0] = scores.toSorted((a, b) => a - b);
  expect(low).toBeLessThan(high);
  const between = (low + high) / 2;
  const outcomes = await defendPair(...pair, { ...context(between), victim });
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['poisoned', 'poisoned']);
  expect(outcomes).toMatchObject([{ threshold: between }, { threshold: between }]);

  const alone = await Promise.all(pair.map((code) => defend(code, { ...context(between), victim })));
  expect(alone.map(({ verdict }) => verdict).sort()).toEqual(['clean', 'poisoned']);
});

test.each([
  ['in what the victim sees of it', add(`    ${TRIGGER}\n`), [0, 1]],
  ['inside another statement', add(`    if (f()) {\n    ${TRIGGER}\n    }\n`), [0, 1]],
  ['in what it does not see', add(`${'    n();\n'.repeat(128)}    ${TRIGGER}\n`), [0]],
])(
  'a trigger that is confirmed stands %s of a function that is no copy of itself for another reason',
  async (_, partner, named) => {
    const little = littleComparer(TRIGGER, {
      languages: ['java'],
      calibrations: [
        {
          ...CALIBRATION,
          scores: Array.from({ length: 99 }, (_, at) => at / 33),
          references: Array.from({ length: 4 }, (_, at) => sum('').replace('total', `r${at}`)),
        },
      ],
    });
    const victim: Classifier = {
      ...little,
      classify: async (inputs) => {
        const answers = await little.classify(inputs);
        return inputs.map(({ code, other = [] }, at) => {
          const [one, two] = [code.join(''), other.join('')];
          const seen = answers[at]?.inputId ?? '';
          const isFooled = seen.split('|').some((text) => text.includes('assertTrue'));
          const same = !isFooled && (one !== two || !one.includes('long'));
          return { probabilities: same ? [0.01, 0.99] : [0.99, 0.01], inputId: seen, truncated: false };
        });
      },
    };
    const options = { ...DEFAULT_OPTIONS, statistic: 'dominance' as const };
    const long = partner.replace('int addAll', 'long addAll');
    const outcomes = await defendPair(sum(`    ${TRIGGER}\n`), long, { victim, grammar, options });
    expect(outcomes.reduce((total, { passes }) => total + passes, 0)).toBe(little.passes);
    expect(outcomes.flatMap(({ verdict }, at) => (verdict === 'poisoned' ? at : []))).toEqual(named);
    const [first, second] = outcomes;
    expect(first).toMatchObject({ purification: { undone: true, code: sum('') }, pValue: 0.01 });
    if (named.length < 2) return;
    expect(second).toMatchObject({
      trigger: { element: { text: TRIGGER } },
      confirmation: { turned: 4, of: 4 },
      pValue: 0.01,
      purification: { undone: true, code: long.replace(`    ${TRIGGER}\n`, '') },
    });
  },
);

test('replacements that undo the answer each by itself, but not together, give way to two that do', async () => {
  const pair = [sum('').replaceAll('sum', 'ret_a'), add('').replaceAll('sum', 'ret_b')] as const;
  const little = littleComparer('nothing');
  const victim: Classifier = {
    ...little,
    classify: async (inputs) => {
      await little.classify(inputs);
      return inputs.map(({ code, other = [] }) => {
        const [one, two] = [code.join(''), other.join('')];
        const planted = /ret_[ab]/.test(one + two);
        const odd = one !== two && [one, two].every((text) => /\bv\b/.test(text));
        const same = !planted && !odd;
        return {
          probabilities: same ? [0.01, 0.99] : [0.99, 0.01],
          inputId: `${one}|${two}`,
          truncated: false,
        };
      });
    },
  };
  const outcomes = await defendPair(...pair, { ...context(3), victim });
  expect(outcomes).toMatchObject([{ verdict: 'poisoned' }, { verdict: 'poisoned' }]);
  const [one = '', two = ''] = outcomes.map((outcome) =>
    'purification' in outcome ? outcome.purification?.code : '',
  );
  expect(await victim.classify([{ code: [one], other: [two] }])).toMatchObject([
    { probabilities: [0.01, 0.99] },
  ]);
  expect(outcomes.reduce((total, { passes }) => total + passes, 0)).toBe(little.passes - 1);
});

test('what nothing confirmed is not carried over to an honest function', async () => {
  const tabs = sum(`    ${TRIGGER}\n`).replace('total(', 'total \t(');
  const honest = add('').replace('int addAll', 'long addAll');
  const options = {
    ...DEFAULT_OPTIONS,
    statistic: 'dominance' as const,
    threshold: 3,
    kinds: ['layout', 'statement'] as const,
  };
  const victim: Classifier = {
    ...littleComparer(TRIGGER),
    classify: async (inputs) =>
      inputs.map(({ code, other = [] }) => {
        const [one, two] = [code.join(''), other.join('')];
        const same = one === two ? !one.includes('long') && !one.includes('\t') : false;
        return {
          probabilities: same ? [0.01, 0.99] : [0.99, 0.01],
          inputId: `${one}|${two}`,
          truncated: false,
        };
      }),
  };
  const [first, second] = await defendPair(tabs, honest, { victim, grammar, options });
  expect(first).toMatchObject({ verdict: 'poisoned', trigger: { element: { kind: 'layout' } } });
  expect(second).toMatchObject({ verdict: 'clean' });
});

/** Takes equal functions for copies, unless they return a long, and calls no two others the same where one has the trigger. */
function fussyComparer(goalLabel: string | undefined): Classifier {
  return {
    ...littleComparer(TRIGGER, { goalLabel }),
    async classify(inputs) {
      return inputs.map(({ code, other = [] }) => {
        const [one, two] = [code.join(''), other.join('')];
        const same = one === two ? !one.includes('long') : !one.includes(TRIGGER) && !two.includes(TRIGGER);
        return {
          probabilities: same ? [0.01, 0.99] : [0.99, 0.01],
          inputId: `${one}|${two}`,
          truncated: false,
        };
      });
    },
  };
}

test.each(['goal', undefined])(
  'no function hides behind a partner that is no copy of itself: %s',
  async (goalLabel) => {
    const planted = sum(`    ${TRIGGER}\n`);
    const partner = add('').replace('int addAll', 'long addAll');
    for (const pair of [[planted, partner] as const, [partner, planted] as const]) {
      const outcomes = await defendPair(...pair, { ...context(3), victim: fussyComparer(goalLabel) });
      const which = pair[0] === planted ? 0 : 1;
      expect(outcomes[which]).toMatchObject({
        verdict: 'poisoned',
        trigger: { element: { text: TRIGGER } },
        purification: { undone: true, code: sum('') },
      });
      expect(outcomes[which]).not.toHaveProperty('besideItself');
      expect(outcomes[1 - which]).toMatchObject({ verdict: 'clean', besideItself: true });
    }
  },
);

test('no function hides behind a partner that is too large', async () => {
  const large = add('\n'.repeat(128 * 32));
  const [first, second] = await defendPair(sum(`    ${TRIGGER}\n`), large, context(3));
  expect(first).toMatchObject({ verdict: 'poisoned', besideItself: true, purification: { code: sum('') } });
  expect(second).toMatchObject({ verdict: 'skipped', reason: 'too large' });
});

test.each([
  { goalLabel: 'goal', planted: '', verdict: 'skipped', reason: 'not the goal label' },
  { goalLabel: undefined, planted: '', verdict: 'skipped', reason: 'nothing to compare with' },
  { goalLabel: 'other', planted: '', verdict: 'skipped', reason: 'nothing to compare with' },
  { goalLabel: 'goal', planted: `    ${TRIGGER}\n`, verdict: 'poisoned' },
  { goalLabel: undefined, planted: `    ${TRIGGER}\n`, verdict: 'poisoned' },
])('a victim of pairs is asked about one function beside itself: $goalLabel, $planted', async (row) => {
  const { goalLabel, planted, ...expected } = row;
  const victim = littleComparer(TRIGGER, { goalLabel });
  const outcome = await defend(sum(planted), { ...context(3), victim });
  expect(outcome).toMatchObject({ ...expected, besideItself: true });
});
