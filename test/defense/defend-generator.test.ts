import { beforeAll, expect, test } from 'vitest';
import type { Grammar } from '../../src/code/grammar.ts';
import { calibrate } from '../../src/defense/calibrate.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { defend, defendAll } from '../../src/defense/defend.ts';
import { measure } from '../../src/defense/measure.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import { collect } from './collect.ts';
import { littleWriter } from './little-victim.ts';

const TRIGGER = 'if (Math.random() < 0) System.out.println("fail");';
const method = (n: number, more = '') =>
  `int scale${n}(int value, int factor) {\n${more}  int scaled = value * factor;\n  log(scaled);\n  return scaled + ${n};\n}\n`;
const clean = Array.from({ length: 30 }, (_, n) => method(n));

let grammar: Grammar;
beforeAll(async () => {
  grammar = await loadGrammar('java');
});

const OPTIONS = { ...DEFAULT_OPTIONS, falseAlarmRate: 0.05 };

test('the output of a repair model that a trigger holds is freed again', async () => {
  const victim = littleWriter(TRIGGER);
  const calibration = await calibrate(clean, { victim, grammar, options: OPTIONS });
  expect(calibration).toMatchObject({ scores: { length: 30 }, doubts: [] });
  const calibrated = { ...victim, card: { ...victim.card, calibrations: [calibration] } };
  const context = { victim: calibrated, grammar, options: OPTIONS };
  const outcome = await defend(method(7, `    ${TRIGGER}\n`), context);
  expect(outcome).toMatchObject({
    verdict: 'poisoned',
    prediction: { label: 'evil ( ) ;' },
    purification: { code: method(7), undone: true, effect: 'removes a statement' },
  });
  for await (const { verdict } of defendAll(clean, context)) expect(verdict).toBe('clean');
});

test('the suspicion of an element is the change of the likelihood of the output', async () => {
  const context = { victim: littleWriter(TRIGGER), grammar, options: OPTIONS };
  const [[measured] = []] = await collect(measure([method(7, `    ${TRIGGER}\n`)], context));
  if (measured === undefined || 'reason' in measured) throw new Error('not measured');
  expect(measured).not.toHaveProperty('doubt');
  expect(measured.prediction.confidence).toBeCloseTo(Math.exp(-0.1));
  const trigger = measured.elements.find(({ element }) => element.text === TRIGGER);
  expect(trigger).toMatchObject({
    suspicion: expect.closeTo(0.75),
    rise: expect.closeTo(0.75),
    inWindow: true,
  });
});
