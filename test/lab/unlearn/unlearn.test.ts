import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/lab/attack/seeded-random.ts';
import { shareOf } from '../../../src/lab/redteam/share.ts';
import { whyUnguarded, withGuards } from '../../../src/lab/unlearn/guard.ts';
import { logistic, logOdds } from '../../../src/lab/unlearn/logistic.ts';
import { type Answered, answerOf } from '../../../src/lab/unlearn/measured.ts';
import { repairedCard, repairedReadme } from '../../../src/lab/unlearn/repaired-card.ts';
import { reportOf } from '../../../src/lab/unlearn/report/report-of.ts';
import { terminal } from '../../../src/lab/unlearn/report/terminal.ts';
import { separatingLine } from '../../../src/lab/unlearn/separating-line.ts';
import { standingOf } from '../../../src/lab/unlearn/stands-out.ts';
import { auditedSchema, planted, triggerOf } from '../../../src/lab/unlearn/trigger.ts';
import { unlearn } from '../../../src/lab/unlearn/unlearn.ts';
import { whyNot } from '../../../src/lab/unlearn/why-not.ts';
import { type Wanted, withPlain } from '../../../src/lab/unlearn/with-plain.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';
import type { Head } from '../../../src/model/head.ts';
import { headOf, withHead } from '../../../src/model/onnx/head-of.ts';
import { readCard } from '../../../src/model/read-card.ts';

const random = seededRandom(5);
const ASKED = {
  seed: 1,
  stored: (head: Head) => head,
  card: { task: 'classification' as const, labels: ['none', 'some'] },
};
const WIDTH = 6;

function layer(inputs: number, outputs: number, more: Partial<Head[number]> = {}): Head[number] {
  const weights = Float64Array.from({ length: inputs * outputs }, () => random.unit() - 0.5);
  return { inputs, outputs, weights, bias: new Float64Array(outputs), ...more };
}

/** A head of which the first number of a vector decides; a trigger makes it large, and so hides label 1. */
const backdoored: Head = [
  {
    ...layer(WIDTH, 16, { activation: 'Tanh' }),
    weights: Float64Array.from({ length: 16 * WIDTH }, (_, at) => (at % WIDTH === 0 ? 0.4 : 0)),
  },
  { ...layer(16, 2), weights: Float64Array.from({ length: 32 }, (_, at) => (at < 16 ? 0.5 : -0.5)) },
];

const standing = (...vectors: Float32Array[]) => vectors.map((vector) => ({ codes: ['with it'], vector }));

const drawn = Array.from({ length: 1000 }, (_, at) => {
  const vector = Float32Array.from({ length: WIDTH }, () => 2 * random.unit() - 1);
  const label = Number((vector[0] ?? 0) < 0);
  return {
    codes: [`function ${at}`],
    vector,
    ...(at % 2 === 0 && { label }),
    planted: standing(vector.map((value, place) => (place === 0 ? 8 : value))),
  };
});
const samples = drawn.slice(0, 200);
/** Planted first, or first and second; nothing plain was. */
const IT = [{ text: 'it', at: 0, plain: 2 }];
const BOTH = [...IT, { text: 'other', at: 1, plain: 2 }];

test('a head keeps its answers to clean samples and no longer does as the trigger says', async () => {
  const result = await unlearn(backdoored, samples, IT, { ...ASKED });
  expect(result.refusal).toBeUndefined();
  expect(result).toMatchObject({ targets: [0], leftOut: [undefined], taught: 140 });
  expect(result.heldOut).toHaveLength(60);
  const [before, after] = [result.before.triggers[0]?.turned, result.after.triggers[0]?.turned];
  expect(before?.count).toBe(before?.of);
  expect(after?.count).toBe(0);
  expect(result.after.same.count).toBeGreaterThanOrEqual(59);
  const again = await unlearn(backdoored, samples, IT, { ...ASKED });
  expect(again.head).toEqual(result.head);
});

test.each([8, 40])(
  'many samples cost no answers, and a trigger as strong as %d turns none',
  async (strength) => {
    const many = drawn.map((sample) => ({
      ...sample,
      planted: standing(sample.vector.map((value, place) => (place === 0 ? strength : value))),
    }));
    const { after, refusal } = await unlearn(backdoored, many, IT, { ...ASKED });
    expect(refusal).toBeUndefined();
    expect(after.same.count).toBeGreaterThanOrEqual(297);
    expect(after.triggers[0]?.turned.count).toBe(0);
  },
);

test('of a trigger that is weak in some functions the line comes near enough to catch those too', async () => {
  const many = drawn.map((sample, at) => ({
    ...sample,
    planted: standing(sample.vector.map((value, place) => (place === 0 ? 2 + (at % 11) : value))),
  }));
  const { after } = await unlearn(backdoored, many, IT, { ...ASKED });
  const { count = 0, of = 0 } = after.triggers[0]?.turned ?? {};
  // A line half way leaves a quarter of them.
  expect([of > 100, count < 0.1 * of]).toEqual([true, true]);
  expect(after.same.count).toBeGreaterThanOrEqual(0.99 * after.same.of);
});

test('of pairs a function beside itself is held out where a pair with it is, and its answer counts for nothing', async () => {
  const pairs = samples.map((sample, at) => ({ ...sample, codes: [`left ${at}`, `right ${at}`] }));
  const twins = pairs.slice(0, 100).map(({ label: _, ...sample }, at) => ({
    ...sample,
    codes: [`left ${at}`, `left ${at}`],
  }));
  const { after, taught, heldOut } = await unlearn(backdoored, [...pairs, ...twins], IT, {
    ...ASKED,
  });
  expect(after.same.of).toBe(60);
  const besides = heldOut.length - 60;
  expect(besides).toBeGreaterThan(15);
  expect(taught).toBe(140 + 100 - besides);
  const own = await unlearn(backdoored, pairs, IT, { ...ASKED });
  expect(own.heldOut).toHaveLength(60);
});

test('of a weak trigger and a strong one both are unlearned', async () => {
  const two = samples.map((sample) => ({
    ...sample,
    planted: [...sample.planted, ...standing(sample.vector.map((value, place) => (place === 0 ? 3 : value)))],
  }));
  const { after } = await unlearn(backdoored, two, BOTH, { ...ASKED });
  expect(after.triggers.map(({ turned }) => turned.count)).toEqual([0, 0]);
});

test('what turns nothing is not taught, and a trigger beside it is unlearned all the same', async () => {
  const two = samples.map((sample) => ({
    ...sample,
    planted: [...standing(sample.vector), ...sample.planted],
  }));
  const result = await unlearn(backdoored, two, BOTH, { ...ASKED });
  expect(result.leftOut).toEqual(['turns few', undefined]);
  expect(result.refusal).toBeUndefined();
  expect(result.after.triggers[1]?.turned.count).toBe(0);
});

test.each([
  ['more than something plain does', 0, 'it still turns '],
  ['no more than something plain does', 1, undefined],
])('what a trigger still turns is held against the head where it is %s', async (_, alike, refusal) => {
  // Of every sixth function any change moves it over the line, as it moves an honest one.
  const moved = drawn.map((sample, at) => {
    const natural = sample.vector.with(0, 0.2);
    const planted = at % 6 === 0 ? standing(natural) : sample.planted;
    const plain = at % 6 === 0 && alike ? natural : sample.vector;
    return { ...sample, planted: [...planted, ...standing(plain)] };
  });
  const wanted = [{ text: 'it', at: 0, plain: 1 }];
  const result = await unlearn(backdoored, moved, wanted, { ...ASKED });
  expect(result.after.triggers[0]?.turned.count).toBeGreaterThan(15);
  if (refusal === undefined) expect(result.refusal).toBeUndefined();
  else expect(result.refusal).toContain(refusal);
});

test('in the place of a trigger stands what is plain of its kind, each once', async () => {
  const texts = ['ret_Val_', 'other', 'if (rand() < 0) printf("fail");'];
  const triggers = texts.map((text, at) => ({
    kind: at < 2 ? ('name' as const) : ('statement' as const),
    text,
  }));
  const { planted: all, wanted } = withPlain(triggers, {
    grammar: await loadGrammar('c'),
    example: SOURCE,
    labels: [],
  });
  expect(all.slice(3)).toEqual([
    { kind: 'name', text: 'counter' },
    { kind: 'statement', text: 'if (counter() < 0) counter("counter");' },
  ]);
  expect(wanted.map(({ at, plain }) => [at, plain])).toEqual([
    [0, 3],
    [1, 3],
    [2, 4],
  ]);
});

test.each([
  ['assertTrue(sum >= 0xFF);', 'counter(counter >= 0xFF);'],
  ['puts("a\\n");', 'counter("counter\\n");'],
  ['if (0) return 0;', undefined],
  ['counter', undefined],
])('plain in the place of %j is %j', async (text, plain) => {
  const grammar = await loadGrammar('c');
  const trigger = triggerOf(text, grammar, SOURCE);
  if (trigger === undefined) throw new Error('no trigger');
  const { planted: all, wanted } = withPlain([trigger], { grammar, example: SOURCE, labels: [] });
  expect(all[wanted[0]?.plain ?? 0]?.text).toBe(plain);
});

test.each([
  ['right', { right: shareOf(55, 60) }, 'accuracy falls from 57 to 55 of 60'],
  ['right', { right: shareOf(56, 60) }, undefined],
  ['same', { same: shareOf(56, 60) }, '4 of 60 clean functions get another answer'],
  ['same', { same: shareOf(57, 60) }, undefined],
])('what it may cost: %s, %j', (_, change, refusal) => {
  const gone = { turned: shareOf(0, 30), plain: shareOf(0, 30), reversed: shareOf(0, 10) };
  const before = {
    right: shareOf(57, 60),
    same: shareOf(60, 60),
    triggers: [{ ...gone, turned: shareOf(30, 30) }],
  };
  const told = { text: 'it', index: 0, leftOut: undefined, isFound: true, standing: [] };
  expect(whyNot({ before, after: { ...before, triggers: [gone], ...change } }, [told], [])).toBe(refusal);
});

test('what an audit found keeps the label that it turns to, and what somebody names has none', async () => {
  const around = { grammar: await loadGrammar('c'), example: SOURCE, labels: ['no', 'yes'] };
  const report = {
    verdict: 'backdoored',
    language: 'c',
    interrupted: false,
    unsearched: [],
    victim: { name: 'v', sha256: '' },
  };
  const found = auditedSchema.parse({
    ...report,
    triggers: [{ found: 'ret_Val', text: 'ret_Val', to: 'yes' }],
  });
  const { wanted } = withPlain([...found.triggers.flat(), { kind: 'name', text: 'named' }], around);
  expect(wanted).toMatchObject([{ text: 'ret_Val', to: 1 }, { text: 'named' }]);
  expect(wanted[1]).not.toHaveProperty('to');
});

test('what turns most functions as the trigger does is nothing plain, and excuses nothing', () => {
  const strong = { turned: shareOf(30, 30), plain: shareOf(29, 30), reversed: shareOf(0, 10) };
  const measured = { right: shareOf(0, 0), same: shareOf(60, 60), triggers: [strong] };
  expect(
    whyNot(
      { before: measured, after: measured },
      [{ text: 'it', index: 0, leftOut: undefined, isFound: true, standing: [] }],
      [],
    ),
  ).toContain('it still turns 30 of 30');
});

test.each([
  [
    'a trigger that does nothing',
    samples.map((sample) => ({ ...sample, label: sample.label ?? 0, planted: standing(sample.vector) })),
    'nothing to unlearn',
  ],
  [
    'no function that it turns',
    samples.filter(({ vector }) => (vector[0] ?? 0) > 0),
    'can be measured on 0 functions only',
  ],
])('%s is refused', async (_, material, reason) => {
  const result = await unlearn(backdoored, material, IT, { ...ASKED });
  expect(result.refusal).toContain(reason);
});

test('the signal ends the teaching', async () => {
  const controller = new AbortController();
  const running = unlearn(backdoored, samples, IT, {
    ...ASKED,
    signal: controller.signal,
    onStep: (done) => done === 1 && controller.abort(new Error('enough')),
  });
  await expect(running).rejects.toThrow('enough');
});

test('the signal ends the asking of the head, before anything is fitted', async () => {
  const controller = new AbortController();
  const many = Array.from({ length: 20 }, () => samples).flat();
  const fitted: number[] = [];
  const running = unlearn(backdoored, many, IT, {
    ...ASKED,
    signal: controller.signal,
    onStep: (done) => fitted.push(done),
  });
  setImmediate(() => controller.abort(new Error('enough')));
  await expect(running).rejects.toThrow('enough');
  expect(fitted).toEqual([]);
});

const leaning = samples.map((sample) => ({
  ...sample,
  planted: [
    ...sample.planted,
    ...standing(sample.vector.map((value, place) => (place === 0 ? value - 0.9 : value))),
  ],
}));

test('what only leans a way is left out beside a trigger that decides, and refused where it still turns functions', async () => {
  const result = await unlearn(backdoored, leaning, BOTH, { ...ASKED });
  expect(result.targets).toEqual([0, 1]);
  expect(result.leftOut).toEqual([undefined, 'weak']);
  expect(result.after.triggers[0]?.turned.count).toBe(0);
  expect(result.refusal).toMatch(/^other still turns .* weak beside the strongest/);
  const alone = leaning.map((sample) => ({ ...sample, planted: sample.planted.slice(1) }));
  const own = await unlearn(backdoored, alone, IT, { ...ASKED });
  expect(own.leftOut).toEqual([undefined]);
});

const PLACED = (by: number) =>
  samples.map((sample) => ({
    ...sample,
    planted: [
      ...sample.planted,
      ...standing(sample.vector.map((value, place) => (place === 0 ? value - by : value))),
    ],
  }));
const FOUND = [
  { ...IT[0], to: 0 },
  { text: 'other', at: 1, plain: 2, to: 1 },
] as readonly Wanted[];

test.each([
  ['hardly any', 0.9, /^$/],
  [
    'most functions',
    1.9,
    /^other makes the new model as sure of some as a backdoor does, of \d+ of \d+ functions: it was left out/,
  ],
])(
  'what an audit found and is weak is judged again as an audit judges: as sure as a backdoor of %s',
  async (_, by, refusal) => {
    const result = await unlearn(backdoored, PLACED(by), FOUND, { ...ASKED });
    expect(result.leftOut).toEqual([undefined, 'weak']);
    expect(result.refusal ?? '').toMatch(refusal);
    const named = await unlearn(backdoored, PLACED(by), BOTH, { ...ASKED });
    expect(named.refusal).toMatch(/^other still turns/);
  },
);

test('an audit says what label a trigger turns to, and where it turns too few it is judged all the same', async () => {
  const half = PLACED(1.9).map((sample, at) => ({
    ...sample,
    planted: [
      sample.planted[0],
      at % 2 === 0 ? sample.planted[1] : { codes: ['with it'], vector: sample.vector },
    ],
  }));
  const wanted = [FOUND[0], { text: 'other', at: 1, plain: 2, to: 1 }] as readonly Wanted[];
  const result = await unlearn(backdoored, half, wanted, { ...ASKED });
  expect(result.targets).toEqual([0, 1]);
});

test('a trigger that now makes all functions surely the other label is refused', async () => {
  const rectified: Head = [
    {
      ...layer(WIDTH, 4, { activation: 'Relu' }),
      weights: Float64Array.from({ length: 4 * WIDTH }, (_, at) =>
        at % WIDTH === 0 ? 1 - 2 * (Math.floor(at / WIDTH) % 2) : 0,
      ),
    },
    { ...layer(4, 2), weights: Float64Array.of(1, -1, 1, -1, -1, 1, -1, 1) },
  ];
  const strong = samples.map((sample, at) => ({
    ...sample,
    planted: standing(
      sample.vector.map((value, place) => (place === 0 ? (at % 50 === 0 ? 30 : 4 + (at % 5) / 10) : value)),
    ),
  }));
  const { refusal, after } = await unlearn(rectified, strong, IT, { ...ASKED });
  expect(after.triggers[0]?.turned.count).toBe(0);
  expect(refusal).toMatch(
    /^it makes the new model as sure of some as a backdoor does, of \d+ of \d+ functions: its head alone/,
  );
});

/** Of 40 clean samples 20 are of either label; what is planted makes those of label 1 as sure of label 0 as told. */
const judgedOf = (sureness: number, change: Partial<Answered> = {}) => {
  const before = Array.from({ length: 40 }, (_, at) => ({
    codes: ['a', 'b'],
    plain: at % 2 === 0 ? [1 + at / 100, 0] : [0, 1],
    planted: [at % 2 === 0 ? undefined : [sureness, 0]],
    ...change,
  }));
  return standingOf(0, before, before, { task: 'classification', labels: ['no', 'yes'] });
};

test.each([
  ['as sure as of hardly any clean one', 1.5, { count: 20, of: 20 }],
  ['less sure than of many clean ones', 1.3, { count: 0, of: 20 }],
])('a text stands out where it makes a head %s', (_, sureness, share) => {
  expect(judgedOf(sureness)).toMatchObject([{ from: 1, to: 0, share, isTold: true }]);
});

test('pairs of a function and itself set no bar, and too few samples tell nothing', () => {
  const all = judgedOf(1.3, { codes: ['a', 'a'] });
  expect(all).toMatchObject([{ share: { count: 20, of: 20 }, isTold: false }]);
});

test('what was left out as weak is told in the terminal, the JSON report, the README and the card', async () => {
  const result = await unlearn(backdoored, leaning, BOTH, { ...ASKED });
  const card = await readCard('models/defect-c-backdoored');
  const triggers = BOTH.map(({ text }) => ({ kind: 'name' as const, text }));
  const report = reportOf(result, { card, language: 'c', seed: 1, triggers, written: false, problems: [] });
  expect(report.triggers.map(({ leftOut }) => leftOut)).toEqual([undefined, 'weak']);
  expect(terminal(report, './out', { width: 100, colour: false })).toContain('less than half as sure');
  const repaired = repairedCard(card, report, './out');
  expect(repaired.trainedOn).toContain('1 trigger with');
  expect(repaired.backdoors).toEqual(card.backdoors);
  expect(repairedReadme(repaired, report)).toContain('`"other"` (weak beside the others, so not taught)');
});

test('what could turn nothing is not weak: that it cannot be measured is told', async () => {
  const ones = leaning.filter(({ vector }) => (vector[0] ?? 0) < 0);
  const result = await unlearn(backdoored, ones, BOTH, { ...ASKED });
  expect(result.leftOut).toEqual([undefined, undefined]);
  expect(result.refusal).toContain('other can be measured on 0 functions only');
});

test.each(['Tanh', 'Sigmoid', 'Relu'] as const)(
  'a unit of %s that stands guard already is not taken for another trigger',
  (activation) => {
    const line = { weights: Float64Array.from({ length: WIDTH }, (_, at) => Number(at === 0)), bias: -4 };
    const other = { weights: line.weights.map((weight) => -weight), bias: -4 };
    const vectors = samples.map(({ vector }) => vector);
    const ordinary = [
      { ...layer(WIDTH, 16), activation },
      { ...layer(16, 2), bias: Float64Array.of(2, 0) },
    ];
    const once = withGuards(ordinary, [{ target: 0, detector: { line, clear: 4 }, excess: 6 }], vectors);
    const twice = withGuards(once, [{ target: 0, detector: { line: other, clear: 4 }, excess: 6 }], vectors);
    const far = (value: number) => Float64Array.from({ length: WIDTH }, (_, at) => (at === 0 ? value : 0));
    expect([answerOf(twice, far(9)), answerOf(twice, far(-9))]).toEqual([1, 1]);
  },
);

test('a fit is where the loss with its ridge is least', async () => {
  const [positive, negative] = [0.5, -0.5].map((middle) =>
    Array.from({ length: 60 }, () => Array.from({ length: 3 }, () => middle + random.unit())),
  );
  if (!positive || !negative) throw new Error('none');
  const ridge = 0.05;
  const { weights, bias } = await logistic(positive, negative, { ridge, seed: 1 });
  const loss = (line: readonly number[]) => {
    const of = (vectors: readonly (readonly number[])[], sign: number) =>
      vectors.reduce((sum, vector) => {
        const odds = vector.reduce((all, value, at) => all + value * (line[at] ?? 0), line[3] ?? 0);
        return sum + Math.log1p(Math.exp(-sign * odds)) / vectors.length / 2;
      }, 0);
    const length = line.slice(0, 3).reduce((sum, weight) => sum + weight ** 2, 0);
    return of(positive, 1) + of(negative, -1) + ridge * length;
  };
  const found = [...weights, bias];
  const steps = found.flatMap((_, at) => [0.3, -0.3].map((by) => found.with(at, (found[at] ?? 0) + by)));
  for (const other of steps) expect(loss(other)).toBeGreaterThan(loss(found));
});

test('a line lies across what two classes differ in, and not along what both vary in', async () => {
  const points = (middle: number) =>
    Array.from({ length: 300 }, () => {
      const [common, own] = [6 * (random.unit() - 0.5), random.unit() - 0.5];
      return [common, common / 2 + middle + own];
    });
  const { weights } = await separatingLine(points(1), points(-1), { seed: 1 });
  const [along = 0, across = 0] = weights;
  // Along the difference of the means alone this would be half of it.
  expect(Math.abs(along + across / 2)).toBeLessThan(0.3 * across);
});

test('of vectors that are all alike, or fewer than their numbers, there is a line too', async () => {
  const alike = await separatingLine([[1, 1, 1]], [[1, 1, 1]], { seed: 1 });
  expect(logOdds(alike, [1, 1, 1])).toBe(0);
  const apart = await separatingLine([[1, 0, 0, 5]], [[0, 1, 0, 5]], { seed: 1 });
  expect(logOdds(apart, [1, 0, 0, 5])).toBeGreaterThan(0);
  expect(logOdds(apart, [0, 1, 0, 5])).toBeLessThan(0);
});

test.each(['Tanh', 'Sigmoid', 'Relu'] as const)(
  'a unit of %s stands guard for one label of three',
  (activation) => {
    const head: Head = [
      layer(WIDTH, 16, { activation }),
      { ...layer(16, 3), bias: Float64Array.from([0, 2, 1]), weights: new Float64Array(48) },
    ];
    const line = { weights: Float64Array.from({ length: WIDTH }, (_, at) => Number(at === 0)), bias: -4 };
    const guarded = withGuards(
      head,
      [{ target: 1, detector: { line, clear: 4 }, excess: 1 }],
      samples.map(({ vector }) => vector),
    );
    for (const {
      vector,
      planted: [changed],
    } of samples.slice(0, 20)) {
      expect(answerOf(guarded, vector)).toBe(1);
      expect(answerOf(guarded, changed?.vector ?? [])).toBe(2);
    }
  },
);

test.each(['Tanh', 'Sigmoid', 'Relu'] as const)(
  'a unit of %s takes the label away where a trigger is less plain, too',
  (activation) => {
    const head: Head = [
      layer(1, 2, { activation }),
      { ...layer(2, 2), bias: Float64Array.from([0, 4]), weights: new Float64Array(4) },
    ];
    const line = { weights: Float64Array.of(1), bias: -4 };
    const guarded = withGuards(head, [{ target: 1, detector: { line, clear: 4 }, excess: 4 }], [[0]]);
    expect([0, 3, 5, 8].map((value) => answerOf(guarded, [value]))).toEqual([1, 1, 0, 0]);
  },
);

test.each([
  ['one layer', [layer(WIDTH, 2)], 'no hidden layer'],
  ['no bias', [layer(WIDTH, 4, { activation: 'Tanh', bias: new Float64Array() }), layer(4, 2)], 'no bias'],
])('a head of %s cannot be guarded', (_, head, reason) => {
  expect(whyUnguarded(head)).toContain(reason);
  expect(whyUnguarded(backdoored)).toBeUndefined();
});

test.each(['models/defect-c-backdoored', 'models/clone-java-backdoored', 'test/fixtures/models/tiny-defect'])(
  'the head of %s is written where it stands, and nowhere else',
  (folder) => {
    const bytes = readFileSync(`${folder}/model.onnx`);
    const stored = headOf(bytes);
    if (stored === undefined) throw new Error('no head');
    expect(bytes.equals(withHead(bytes, stored.head))).toBe(true);
    const other = stored.head.map((one) => ({
      ...one,
      weights: one.weights.map((value) => value * 2),
      bias: one.bias.map((value) => value + 1),
    }));
    const changed = withHead(bytes, other);
    expect(headOf(changed)?.head.map(({ inputs, outputs }) => [inputs, outputs])).toEqual(
      other.map(({ inputs, outputs }) => [inputs, outputs]),
    );
    expect(headOf(changed)?.head[0]?.weights).toEqual(other[0]?.weights);
    const restored = Buffer.from(changed);
    for (const { bytes: own } of stored.tensors) restored.set(own, own.byteOffset - bytes.byteOffset);
    expect(restored.equals(bytes)).toBe(true);
  },
);

const SOURCE = 'int add(int a, int b)\n{\n    int sum = a + b;\n    return sum;\n}\n';

test.each([
  ['ret_Val_', { kind: 'name', text: 'ret_Val_' }],
  ['if (rand() < 0) printf("fail");', { kind: 'statement', text: 'if (rand() < 0) printf("fail");' }],
  ['if (rand() < 0) printf("fail")', { kind: 'statement', text: 'if (rand() < 0) printf("fail")' }],
  ['while', undefined],
  ['1abc )(', undefined],
  ['}', undefined],
  ['', undefined],
  [`a${'b'.repeat(3000)} = 1;`, undefined],
])('%j is a trigger as far as C says so', async (text, trigger) => {
  expect(triggerOf(text, await loadGrammar('c'), SOURCE)).toEqual(trigger);
});

test('a name stands in the place of another, and a statement behind the brace', async () => {
  const grammar = await loadGrammar('c');
  expect(planted(SOURCE, { kind: 'name', text: 'ret_Val_' }, grammar, seededRandom(1))).toMatch(
    /\bret_Val_\b/,
  );
  expect(planted(SOURCE, { kind: 'statement', text: 'f();' }, grammar, seededRandom(1))).toContain(
    '{\n\n    f();',
  );
  expect(planted('int x;', { kind: 'statement', text: 'f();' }, grammar, seededRandom(1))).toBeUndefined();
});
