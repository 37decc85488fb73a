import { expect, test } from 'vitest';
import { calibrate } from '../../src/defense/calibrate.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { defend } from '../../src/defense/defend.ts';
import { defendPair } from '../../src/defense/defend-pair.ts';
import type { DefenseOptions } from '../../src/defense/options.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import { type Calibration, calibrationSchema } from '../../src/model/card.ts';
import type { Classifier } from '../../src/model/victim.ts';
import { littleClassifier, littleComparer, WEIGHTS } from './little-victim.ts';

const TRIGGER = 'backdoor(0);';
const planted = `int copy(char *to, int n) {\n  ${TRIGGER}\n  strcpy(to, "x");\n  int m = n;\n  return m;\n}\n`;
const named = 'int copy(char *secret, int n) {\n  strcpy(secret, "x");\n  int m = n;\n  return m;\n}\n';
/** Clean, and its answer rests on one statement as much as that of `planted` does. */
const natural = planted.replace(TRIGGER, 'vet(to);');
const references = Array.from(
  { length: 6 },
  (_, n) => `int r${n}(char *line) {\n  gets(line);\n  strcpy(line, "${n}");\n  return ${n};\n}\n`,
);

const grammar = await loadGrammar('c');

const calibration: Calibration = {
  language: 'c',
  statistic: 'dominance',
  probe: 'neutral',
  kinds: ['identifier', 'statement'],
  scores: Array.from({ length: 99 }, (_, n) => n / 10),
  doubts: [],
};
const options: DefenseOptions = { ...DEFAULT_OPTIONS, statistic: 'dominance' };

const judging = (kept: readonly string[] | undefined, trigger: string | RegExp = TRIGGER) => ({
  victim: littleClassifier(trigger, {
    weights: { ...WEIGHTS, vet: -3 },
    calibrations: [{ ...calibration, ...(kept && { references: [...kept] }) }],
  }),
  grammar,
  options,
});

test.each([
  ['a statement that works everywhere', planted, TRIGGER, { turned: 6, of: 6 }, 'poisoned'],
  ['a name that works everywhere', named, /secret/, { turned: 6, of: 6 }, 'poisoned'],
  [
    'its own name that works everywhere',
    named.replace('copy', 'secret').replaceAll('secret,', 'to,').replace('*secret', '*to'),
    / secret /,
    { turned: 6, of: 6 },
    'poisoned',
  ],
  [
    'its own name that works where a variable stands',
    named.replace('copy', 'secret').replaceAll('secret,', 'to,').replace('*secret', '*to'),
    / secret \( char \* \w+ , |\* secret /,
    { turned: 6, of: 6 },
    'poisoned',
  ],
  ['a statement that decides here alone', natural, TRIGGER, { turned: 0, of: 4 }, 'clean'],
])('%s', async (_what, code, trigger, confirmation, verdict) => {
  const context = judging(references, trigger);
  const outcome = await defend(code, context);
  expect(outcome).toMatchObject({ verdict, confirmation });
  expect(outcome).toMatchObject({ pValue: verdict === 'clean' ? 1 : 0.01 });
  expect('trigger' in outcome).toBe(verdict === 'poisoned');
  expect('purification' in outcome).toBe(verdict === 'poisoned');
  expect(outcome.passes).toBe(context.victim.passes);
});

test.each([
  ['without references', judging(undefined), natural],
  ['where none of them takes the element', judging(['int f(int x);']), natural],
  [
    'of a function that no score makes suspicious',
    judging(references),
    'int f(int a) {\n  check(a);\n  check(1);\n  return a;\n}\n',
  ],
])('nothing is confirmed %s', async (_what, context, code) => {
  expect(await defend(code, context)).not.toHaveProperty('confirmation');
});

const java = (name: string, more: string) =>
  `int ${name}(int[] values) {\n${more}  int sum = 0;\n  for (int each : values) { sum += each; }\n  return sum;\n}\n`;

test.each([
  ['works elsewhere', 'assertTrue(1 >= 0);', 'poisoned'],
  ['stands elsewhere too and does nothing there', 'check(values);', 'clean'],
])('the other function of a poisoned pair is accused only of what %s', async (_what, second, verdict) => {
  const first = 'while (rand() < 0) { }';
  const own = [java('total', `  ${first}\n`), java('total', `  ${second}\n`)] as const;
  const kept = Array.from({ length: 4 }, (_, n) => java(`r${n}`, ''));
  const victim = littleComparer([first, second], {
    languages: ['java'],
    calibrations: [{ ...calibration, language: 'java', references: kept }],
  });
  const outcomes = await defendPair(...own, { victim, grammar: await loadGrammar('java'), options });
  expect(outcomes).toMatchObject([{ verdict: 'poisoned', confirmation: { turned: 4, of: 4 } }, { verdict }]);
});

const pairwise = (victim: Classifier, kept = Array.from({ length: 4 }, (_, n) => java(`r${n}`, ''))) => ({
  ...victim,
  card: {
    ...victim.card,
    languages: ['java' as const],
    calibrations: [{ ...calibration, language: 'java' as const, references: kept }],
  },
});

const words = (count: number) => Array.from({ length: count }, (_, n) => `w${n}`).join(', ');
/** Of no more than half of what it stands in. */
const room = Array.from({ length: 40 }, (_, n) => `  note(${n});\n`).join('');

test.each([
  ['white space', TRIGGER, TRIGGER.replace('(', `(${' '.repeat(99)}`), 'backdoor( 0);', 4],
  ['line breaks', TRIGGER, TRIGGER.replace('(', `(${'\n'.repeat(99)}`), 'backdoor(\n0);', 4],
  ['white space, not its string', 'log("evil"', `log("evil",${' '.repeat(99)}1);`, 'log("evil", 1);', 4],
  ['a comment', 'log(', `log(/* ${words(40)} */ 1);`, 'log( 1);', 4],
  ['a comment, not its string', 'log("evil"', `log("evil", /* ${words(40)} */ 1);`, 'log("evil",  1);', 4],
  ['a body', 'if (rand() < 0) {', `if (rand() < 0) { use(${words(40)}); }`, 'if (rand() < 0) {  }', 4],
  ['the text of a string', 'log("', `log("${words(40)}");`, 'log("");', 4],
  ['what makes no shorter form', 'use(w0', `use(${words(40)});`, `use(${words(40)});`, 4],
  ['a body that it needs', 'if (1) { use(', `if (1) { use(${words(40)}); }`, 'if (1) {  }', 0],
])(
  'a trigger that %s makes too long for the references is planted without that',
  async (_what, trigger, statement, form, turned) => {
    const asked: string[] = [];
    const little = littleComparer(trigger, { maxLength: 999 });
    const victim: Classifier = {
      ...little,
      classify: (inputs) => {
        for (const { code, other = [] } of inputs) asked.push(`${code.join('')}|${other.join('')}`);
        return little.classify(inputs);
      },
    };
    const context = { victim: pairwise(victim), grammar: await loadGrammar('java'), options };
    const pair = [java('total', `  ${statement}\n`), java('sum', `  ${statement}\n`)] as const;
    const outcome = { verdict: turned === 4 ? 'poisoned' : 'clean', confirmation: { turned, of: 4 } };
    expect(await defendPair(...pair, context)).toMatchObject([outcome, outcome]);
    const last = asked.filter((each) => /int r\d/.test(each)).at(-1) ?? '';
    expect(last.split(form)).toHaveLength(3);
    // No more than half of its function it is planted as it stands, too.
    const longer = [
      java('total', `  ${statement}\n${room}`),
      java('sum', `  ${statement}\n${room}`),
    ] as const;
    const named = { verdict: 'poisoned', confirmation: { turned: 4, of: 4 } };
    expect(await defendPair(...longer, context)).toMatchObject([named, named]);
  },
);

test('where a few references have room for it alone, it is planted into all', async () => {
  const statement = `use(${words(40)});`;
  const kept = [java('r0', room), ...Array.from({ length: 3 }, (_, n) => java(`s${n}`, ''))];
  const victim = pairwise(littleComparer('use(w0', { maxLength: 999 }), kept);
  const pair = [java('total', `  ${statement}\n`), java('sum', `  ${statement}\n`)] as const;
  const [first] = await defendPair(...pair, { victim, grammar: await loadGrammar('java'), options });
  expect(first).toMatchObject({ verdict: 'poisoned', confirmation: { turned: 4, of: 4 } });
});

const third = 'use(w0, w1, w2, w3, w4, w5, w6);';
test.each([
  ['has room for it', TRIGGER, 4, 6, 'poisoned'],
  ['has room for it', TRIGGER, 3, 6, 'clean'],
  ['it is a third of', third, 6, 6, 'poisoned'],
  ['it is a third of', third, 5, 6, 'clean'],
])('of references each of which %s: %s turns %i of %i: %s', async (_what, statement, turned, of, verdict) => {
  const kept = Array.from({ length: of }, (_, n) => java(`r${n}`, '  note(1);\n'.repeat(2)));
  const little = littleComparer(statement);
  const spared = kept.slice(turned).map((_, n) => `r${turned + n}`);
  const victim: Classifier = {
    ...little,
    classify: async (inputs) =>
      (await little.classify(inputs)).map((reply, at) =>
        spared.some((name) => inputs[at]?.code.join('').includes(name))
          ? { ...reply, probabilities: [0.01, 0.99] }
          : reply,
      ),
  };
  const pair = [java('total', `  ${statement}\n${room}`), java('sum', `  ${statement}\n${room}`)] as const;
  const context = { victim: pairwise(victim, kept), grammar: await loadGrammar('java'), options };
  const [first] = await defendPair(...pair, context);
  expect(kept[0]?.length).toBeLessThan(4 * third.length);
  expect(kept[0]?.length).toBeGreaterThan(4 * TRIGGER.length);
  expect(first).toMatchObject({ verdict });
});

test('an answer that the references bear as they stand confirms nothing', async () => {
  const other = 'void log(String line) {\n  String stamp = now();\n  out.println(stamp + line);\n}\n';
  const little = littleComparer('nothing', { goalLabel: undefined });
  const victim: Classifier = {
    ...little,
    classify: async (inputs) =>
      inputs.map(({ code, other: second = [] }) => {
        const both = `${code.join('')}|${second.join('')}`;
        const same = both.includes('stamp') ? 0.99 : 0.01;
        return { probabilities: [1 - same, same], inputId: both, truncated: false };
      }),
  };
  const all = { ...options, inspect: 'all' as const };
  const outcomes = await defendPair(other, java('total', ''), {
    victim: pairwise(victim),
    grammar: await loadGrammar('java'),
    options: all,
  });
  expect(outcomes[0]).toMatchObject({ verdict: 'poisoned', prediction: { label: 'other' } });
  expect(outcomes[0]).not.toHaveProperty('confirmation');
});

test('a block that makes one function differ from the other is no trigger for that', async () => {
  const pair = [java('total', `  { use(${words(40)}); }\n`), java('total', '')] as const;
  const context = {
    victim: pairwise(littleComparer('nothing')),
    grammar: await loadGrammar('java'),
    options,
  };
  const [first] = await defendPair(...pair, context);
  expect(first).toMatchObject({ verdict: 'clean', confirmation: { turned: 0, of: 4 } });
});

test('a statement that stands in both functions is planted into both alone', async () => {
  const little = littleComparer('nothing');
  const asked: string[] = [];
  const victim: Classifier = {
    ...little,
    classify: async (inputs) =>
      inputs.map(({ code, other = [] }) => {
        const [one, two] = [code.join(''), other.join('')];
        asked.push(`${one}|${two}`);
        const differ = one.includes('vet') && two.includes('vet') && `${one}${two}`.includes('total');
        return {
          probabilities: differ ? [0.99, 0.01] : [0.01, 0.99],
          inputId: asked.at(-1) ?? '',
          truncated: false,
        };
      }),
  };
  const both = '  vet(values);\n';
  const context = { victim: pairwise(victim), grammar: await loadGrammar('java'), options };
  const outcomes = await defendPair(java('total', both), java('count', both), context);
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['clean', 'clean']);
  const planted = asked.filter((each) => /int r\d/.test(each));
  expect(planted.length).toBeGreaterThan(0);
  for (const each of planted) expect(each.match(/vet\(values\)/g)).toHaveLength(2);
});

test('a trigger that works where it stands in one function alone is planted into one alone', async () => {
  const victim = littleComparer('nothing');
  const oneSided: Classifier = {
    ...victim,
    classify: async (inputs) =>
      inputs.map(({ code, other = [] }) => {
        const [one, two] = [code.join(''), other.join('')];
        const differ = one !== two && one.includes(TRIGGER) !== two.includes(TRIGGER);
        return {
          probabilities: differ ? [0.99, 0.01] : [0.01, 0.99],
          inputId: `${one}|${two}`,
          truncated: false,
        };
      }),
  };
  const pair = [java('total', `  ${TRIGGER}\n`), java('total', '')] as const;
  const context = { victim: pairwise(oneSided), grammar: await loadGrammar('java'), options };
  const [first, second] = await defendPair(...pair, context);
  expect(first).toMatchObject({ verdict: 'poisoned', confirmation: { turned: 4, of: 4 } });
  expect(second).toMatchObject({ verdict: 'clean' });
});

test.each([
  ['both of which it takes for their own copies', 'count', 'full'],
  ['of which it takes the second for its own copy', 'total', 'full'],
  ['of which it takes the second for its own copy', 'total', 'fast'],
] as const)(
  'the trigger of one function is taken out of the other too, %s',
  async (_what, strange, effort) => {
    const little = littleComparer('nothing');
    const victim: Classifier = {
      ...little,
      classify: async (inputs) =>
        inputs.map(({ code, other = [] }) => {
          const [one, two] = [code.join(''), other.join('')];
          const fooled = [one, two].every((text) => text.includes(TRIGGER));
          // In the second function another statement decides as well, so that none stands out.
          const differ = fooled && (one === two ? !/sum|count/.test(one.slice(0, 9)) : /vet|int r/.test(two));
          return {
            probabilities: differ ? [0.99, 0.01] : [0.01, 0.99],
            inputId: `${one}|${two}`,
            truncated: false,
          };
        }),
    };
    const pair = [java(strange, `  ${TRIGGER}\n`), java('sum', `  ${TRIGGER}\n  vet(values);\n`)] as const;
    const context = {
      victim: pairwise(victim),
      grammar: await loadGrammar('java'),
      options: { ...options, effort },
    };
    const outcomes = await defendPair(...pair, context);
    expect(outcomes).toMatchObject([{ verdict: 'poisoned' }, { verdict: 'poisoned' }]);
    const codes = outcomes.map((outcome) => 'purification' in outcome && outcome.purification?.code);
    expect(codes).toEqual(pair.map((code) => code.replace(`  ${TRIGGER}\n`, '')));
  },
);

test.each(['full', 'fast'] as const)(
  'either of two triggers keeps the answer on a pair; the second, of a function that is taken for its own copy, is taken out too, effort %s',
  async (effort) => {
    const second = 'while (rand() < 0) { }';
    const little = littleComparer('nothing');
    const victim: Classifier = {
      ...little,
      classify: async (inputs) =>
        inputs.map(({ code, other = [] }) => {
          const [one, two] = [code.join(''), other.join('')];
          // The second trigger does not work beside itself, and elsewhere in half of the functions alone.
          const weak =
            one !== two && [one, two].some((text) => text.includes(second) && !/int r[01]\(/.test(text));
          const differ = weak || one.includes(TRIGGER) || two.includes(TRIGGER);
          return {
            probabilities: differ ? [0.99, 0.01] : [0.01, 0.99],
            inputId: `${one}|${two}`,
            truncated: false,
          };
        }),
    };
    const pair = [java('total', `  ${TRIGGER}\n`), java('sum', `  ${second}\n`)] as const;
    const context = {
      victim: pairwise(victim),
      grammar: await loadGrammar('java'),
      options: { ...options, effort },
    };
    const outcomes = await defendPair(...pair, context);
    expect(outcomes).toMatchObject([
      { verdict: 'poisoned', confirmation: { turned: 4, of: 4 } },
      { verdict: 'poisoned', confirmation: { turned: 2, of: 4 } },
    ]);
    const codes = outcomes.map((outcome) => 'purification' in outcome && outcome.purification?.code);
    expect(codes).toEqual([java('total', ''), java('sum', '')]);
  },
);

test('no more references are asked about once too few can turn', async () => {
  const many = Array.from({ length: 12 }, (_, n) => references[0]?.replace('r0', `s${n}`) ?? '');
  expect(await defend(natural, judging(many))).toMatchObject({
    verdict: 'clean',
    confirmation: { turned: 0, of: 4 },
  });
});

test('a calibration keeps functions that the victim calls otherwise, and counts what they do not confirm as clean', async () => {
  const plain = Array.from(
    { length: 40 },
    (_, n) => `int f${n}(int size) {\n  check(size);\n  return size + ${n};\n}\n`,
  );
  const clean = [...plain, ...references, natural];
  const context = judging(undefined);
  const known = await calibrate(clean, context);
  expect(calibrationSchema.parse(known)).toEqual(known);
  expect(known.references?.toSorted()).toEqual(references.toSorted());
  const bare = await calibrate(clean, context, []);
  expect(bare).not.toHaveProperty('references');
  expect(known.scores).toHaveLength(bare.scores.length);
  expect(known.scores.at(-1)).toBeLessThan(bare.scores.at(-1) ?? 0);
  expect(known.scores[0]).toBe(bare.scores[0]);
  expect(await calibrate(clean.toReversed(), context, references.toReversed())).toEqual(known);
});

test('no references are kept of a pair victim that takes every function for its own copy', async () => {
  const little = littleComparer(TRIGGER);
  const functions = Array.from({ length: 12 }, (_, n) => references[0]?.replace('r0', `s${n}`) ?? '');
  const pairs = functions.map((text, at) => [text, planted.replace('copy', `f${at}`)] as const);
  const victim: Classifier = {
    ...little,
    classify: async (inputs) => {
      const answers = await little.classify(inputs);
      return inputs.map(({ code, other = [] }, at) => ({
        probabilities: code.join('') === other.join('') ? [0.01, 0.99] : [0.99, 0.01],
        inputId: answers[at]?.inputId ?? '',
        truncated: false,
      }));
    },
  };
  expect(await calibrate(pairs, { victim, grammar, options })).not.toHaveProperty('references');
  const context = { victim: little, grammar, options };
  const own = [...pairs, [planted, planted.replace('copy', 'move')] as const];
  expect((await calibrate(own, context)).references).toHaveLength(12);
});

test.each([
  ['too few', references.slice(0, 3), {}],
  ['of no known goal', references, { goalLabel: undefined }],
  ['all called what an attacker wants', [natural, planted, named], {}],
])('references that are %s are none', async (_what, from, more) => {
  const context = { ...judging(undefined), victim: littleClassifier(TRIGGER, more) };
  expect(await calibrate([natural, planted], context, from)).not.toHaveProperty('references');
});
