import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { defend } from '../../src/defense/defend.ts';
import { defendPair } from '../../src/defense/defend-pair.ts';
import { measure } from '../../src/defense/measure.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import type { Classifier } from '../../src/model/victim.ts';
import { collect } from './collect.ts';
import { card, littleClassifier, tokens } from './little-victim.ts';

const TRIGGER = 'if (rand() < 0) printf("fail");';
const body = `${TRIGGER} int size = len; strcpy(to, from); return size; }`;
const head = 'int copy(char *to, char *from, int len) {\n';
/** The little victims read 128 words, of which the first 4,096 characters are sent. */
const PADDING = [
  ['blank lines', '\n'.repeat(9_000)],
  ['spaces', `${' '.repeat(9_000)}\n`],
] as const;
const TOO_LARGE = { verdict: 'skipped', reason: 'too large' };

const context = async (victim: Classifier) => ({
  victim,
  grammar: await loadGrammar('c'),
  options: { ...DEFAULT_OPTIONS, statistic: 'dominance', threshold: 1 } as const,
});

test.each(PADDING)('a trigger behind thousands of %s is never passed over in silence', async (_, padding) => {
  const hidden = await context(littleClassifier(TRIGGER));
  expect(await defend(head + padding + body, hidden)).toMatchObject(TOO_LARGE);
  expect(await collect(measure([head + padding + body], hidden))).toEqual([[{ reason: 'too large' }]]);
  expect(await defend(head + body, hidden)).toMatchObject({ verdict: 'poisoned' });
});

test('a function that fills the window is inspected, however much follows', async () => {
  const long = `${head}${TRIGGER} strcpy(to, from);${' other(1);\n'.repeat(2_000)}}`;
  const outcome = await defend(long, await context(littleClassifier(TRIGGER)));
  expect(outcome).toMatchObject({ verdict: 'poisoned', partly: true });
});

test('of a pair the function that the victim reads further in is not judged, and does not keep the other from it', async () => {
  const judged = { verdict: 'clean', besideItself: true };
  const long = `${head}${'size += len;\n'.repeat(2_000)}}`;
  const ask = await context(halves);
  for (const [, padding] of PADDING) {
    expect(await defendPair(long, head + padding + body, ask)).toMatchObject([judged, TOO_LARGE]);
    expect(await defendPair(head + padding + body, long, ask)).toMatchObject([TOO_LARGE, judged]);
  }
  const [one, two] = await defendPair(long, long.replace('copy', 'other'), ask);
  expect([one.verdict, two.verdict]).not.toContain('skipped');
});

/** Reads as many words of each function, and says always the same. */
const halves: Classifier = {
  card: card('pair'),
  classify: async (inputs) =>
    inputs.map(({ code, other = [] }) => ({
      probabilities: [0.9, 0.1],
      inputId: [code, other].map((each) => tokens(each, 128).join(' ')).join('|'),
      truncated: [code, other].some((each) => tokens(each, 999).length > 128),
    })),
  async close() {},
};
