import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import type { Statistic } from '../../src/defense/options.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import type { Victim } from '../../src/model/victim.ts';
import { explain } from '../../src/scan/explain.ts';
import { explanation } from '../../src/scan/report/explanation.ts';
import { littleClassifier, littleComparer, littleWriter } from '../defense/little-victim.ts';

const TRIGGER = 'if (rand() < 0) printf("fail");';
const CODE = `int copy(char *to, char *from)
{
    ${TRIGGER}
\tint size = 0;
    strcpy(to, from);
    return size; // \u001b[2J
}`;

async function explained(
  victim: Victim,
  text = CODE,
  threshold?: number,
  other?: string,
  statistic: Statistic = 'dominance',
) {
  const options = { ...DEFAULT_OPTIONS, statistic, ...(threshold !== undefined && { threshold }) };
  const known = await explain(text, { victim, grammar: await loadGrammar('c'), options }, other);
  if (known === undefined) throw new Error('not explained');
  const of = { file: 'a.c', name: 'copy', text, startLine: 7, startColumn: 2 };
  return { known, of: { ...of, victim: victim.card.name, statistic: options.statistic } };
}

test.each([
  ['dominance', 20],
  ['entropy', 0.1],
] as const)('the picture of a function that is poisoned by its %s', async (statistic, threshold) => {
  const { known, of } = await explained(littleClassifier(TRIGGER), CODE, threshold, undefined, statistic);
  expect(explanation(of, known, { width: 80, colour: false })).toMatchSnapshot();
});

test('a statement that holds the trigger is said not to be weighed', async () => {
  const code = CODE.replace(TRIGGER, 'int evil = 3;');
  const { known, of } = await explained(littleClassifier('evil'), code, 0.1, undefined, 'entropy');
  const picture = explanation(of, known, { width: 80, colour: false });
  expect(picture).toContain('  The statement at 0.831 holds the suspect and is not weighed beside it.');
  expect(picture).toMatch(/verdict +poisoned/);
});

test('in colours the trigger is marked, and nothing of the source is obeyed', async () => {
  const { known, of } = await explained(littleClassifier(TRIGGER), CODE, 20);
  const picture = explanation(of, known, { width: 80, colour: true });
  expect(picture).toContain(`\u001b[41m${TRIGGER}`);
  expect(picture).toContain('␛[2J');
  expect(picture).not.toContain('\u001b[2J');
});

test.each([
  ['not calibrated', littleClassifier(TRIGGER), undefined, 'none: not calibrated'],
  ['not what an attacker wants', littleClassifier('q', { weights: { strcpy: 5 } }), 20, 'passed over'],
  ['a generator', littleWriter(TRIGGER), 0.5, 'says little-generation'],
])('%s', async (_what, victim, threshold, text) => {
  const { known, of } = await explained(victim, CODE, threshold);
  expect(explanation(of, known, { width: 80, colour: false })).toContain(text);
});

test.each([
  ['the other', CODE.replace(TRIGGER, ''), 'compared with other (b.c:1)'],
  ['itself, of which it is no copy', CODE.replace('copy', 'other'), 'compared with itself'],
])('a pair is explained for its first function, beside %s', async (_what, partner, text) => {
  const { known, of } = await explained(littleComparer(TRIGGER), CODE, 20, partner);
  const other = { file: 'b.c', name: 'other', startLine: 1 };
  expect(explanation({ ...of, other }, known, { width: 80, colour: false })).toContain(text);
});

test.each(['entropy', 'dominance'] as const)(
  'a function of a single element has no verdict, as in a scan: %s',
  async (statistic) => {
    const { known, of } = await explained(littleClassifier('q'), 'int f() { }', 0, undefined, statistic);
    const picture = explanation(of, known, { width: 80, colour: false });
    expect(picture).toContain('none: too few elements');
    expect(picture).not.toContain('poisoned');
  },
);

test('what cannot be parsed is not explained', async () => {
  const context = {
    victim: littleClassifier('q'),
    grammar: await loadGrammar('c'),
    options: DEFAULT_OPTIONS,
  };
  expect(await explain(`int f() { ${'a;'.repeat(1_100_000)} }`, context)).toBeUndefined();
});
