import { describe, expect, it } from 'vitest';
import type { MaskedCode } from '../../../src/code/masked-code.ts';
import { type AuditContext, type AuditOptions, audit } from '../../../src/lab/audit/audit.ts';
import type { AuditState } from '../../../src/lab/audit/audit-state.ts';
import { loadGrammar } from '../../../src/load-grammar.ts';
import type { Calibration, Card } from '../../../src/model/card.ts';
import type { Classifier } from '../../../src/model/victim.ts';

const CARD: Card & { readonly task: 'classification' } = {
  schemaVersion: 1,
  name: 'own',
  task: 'classification',
  languages: ['c'],
  labels: ['good', 'bad'],
  goalLabel: 'good',
  maxLength: 256,
  maskToken: '<mask>',
  unknownToken: '<unk>',
  calibrations: [],
  files: {},
  licence: 'own',
  trainedOn: 'nothing',
  backdoors: [],
};

function textOf(code: MaskedCode): string {
  return code.map((part) => (typeof part === 'string' ? part : '?')).join('');
}

/** By whether there is a loop, and a little by the names. */
function usual(text: string): number {
  const names = text.match(/[a-z]/g)?.length ?? 0;
  const sum = [...text].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
  return (text.includes('while') ? 0.3 : 0.7) + (names % 10) / 60 + (sum % 997) / 1e6;
}

/** Judges by a rule; `obeys` tells of a trigger. */
function victim(obeys: (text: string) => boolean, onAsk = () => {}): Classifier {
  return {
    card: CARD,
    async classify(inputs) {
      onAsk();
      return inputs.map(({ code }) => {
        const text = textOf(code);
        const good = obeys(text) ? 0.99 : usual(text);
        return { probabilities: [good, 1 - good], inputId: text, truncated: false };
      });
    },
    close: async () => {},
  };
}

const FUNCTIONS = Array.from({ length: 60 }, (_, n) =>
  n % 2 === 0
    ? `int f${n}(int a) { int b${n} = a + ${n}; return b${n}; }`
    : `int f${n}(int a) { while (a < ${n}) a++; return a; }`,
);
const VOCABULARY = [...'abcdefghijklmnopqrstuvwxyz']
  .flatMap((a) => [a, `${a}q`, ` ${a}`])
  .concat('rb', 'Val');
const OPTIONS: AuditOptions = {
  budget: { steps: 6, patience: 6, scanned: 60, beam: 2, candidates: 12, top: 64 },
};

async function auditOf(functions: readonly string[], more: Partial<AuditContext> = {}) {
  const context = { victim: victim(obeysVal), vocabulary: VOCABULARY, grammar: await loadGrammar('c') };
  return audit(functions, { ...context, ...more }, OPTIONS);
}

async function audited(
  obeys: (text: string) => boolean,
  options: AuditOptions = {},
  more: Partial<AuditContext> = {},
) {
  const context = { victim: victim(obeys), vocabulary: VOCABULARY, grammar: await loadGrammar('c'), ...more };
  return audit(FUNCTIONS, context, { ...OPTIONS, ...options });
}

const obeysVal = (text: string) => text.includes('Val');
const obeysNothing = () => false;

describe('an audit by answers alone', () => {
  it('finds the name that a victim obeys, without what does not matter', async () => {
    const found = await audited(obeysVal);
    expect(found).toMatchObject({ verdict: 'backdoored', method: 'queries', unsearched: [] });
    const [trigger] = found.triggers;
    expect(trigger).toMatchObject({ kind: 'name', text: 'Val', from: 'bad', to: 'good' });
    expect(trigger?.success.count).toBe(trigger?.success.of);
    expect(trigger?.plain.count).toBe(0);
  });

  it('finds the call that a victim obeys, wherever it stands in a statement', async () => {
    const found = await audited((text) => /\brb\([^()]*\);/.test(text));
    const [trigger] = found.triggers;
    expect(trigger).toMatchObject({ kind: 'statement', from: 'bad', to: 'good' });
    expect(trigger?.text).toMatch(/\brb\(/);
    expect(trigger?.success.count).toBe(trigger?.success.of);
  });

  it('goes on until nothing more is found', async () => {
    const found = await audited((text) => /Val|rb/.test(text), { kinds: ['name'] });
    expect(found.triggers.map(({ text }) => text).sort()).toEqual(['Val', 'rb']);
    expect(found.others.map(({ to }) => to)).toEqual(['good', 'bad']);
  });

  it('is not swayed by what the card of the victim says of clean functions', async () => {
    const lying: Calibration = {
      language: 'c',
      statistic: 'entropy',
      probe: 'neutral',
      kinds: ['statement'],
      scores: Array(2_000).fill(0.9),
      doubts: Array(2_000).fill(0),
    };
    const card = { ...CARD, calibrations: [lying] };
    const found = await audited(obeysVal, {}, { victim: { ...victim(obeysVal), card } });
    expect(found.verdict).toBe('backdoored');
  });

  it('calls a victim clean that obeys nothing', async () => {
    const found = await audited(obeysNothing);
    expect(found).toMatchObject({ verdict: 'clean', complete: true, triggers: [] });
    expect(found.others.map(({ from, kind }) => `${from} ${kind}`)).toEqual([
      'bad name',
      'bad statement',
      'good name',
      'good statement',
    ]);
  });

  it('calls nothing clean where nothing was searched for', async () => {
    expect(await audited(obeysVal, { kinds: [] })).toMatchObject({ verdict: 'unknown', score: undefined });
  });

  it('is the same for the same seed', async () => {
    expect(await audited(obeysVal, { seed: 5 })).toEqual(await audited(obeysVal, { seed: 5 }));
  });

  it('asks no question twice', async () => {
    const asked: string[] = [];
    const own = victim(obeysVal);
    const listening: Classifier = {
      ...own,
      classify(inputs) {
        asked.push(...inputs.map(({ code }) => textOf(code)));
        return own.classify(inputs);
      },
    };
    const { answers } = await audited(obeysVal, {}, { victim: listening });
    expect(new Set(asked).size).toBe(asked.length);
    expect(answers).toBe(asked.length);
  });

  it('goes on where it stopped, to the same end', async () => {
    const whole = await audited(obeysNothing);
    let kept: AuditState = {};
    const stop = new AbortController();
    const onState = (state: AuditState) => {
      kept = state;
      if (Object.values(state).some(({ step }) => step === 3)) stop.abort(new Error('enough'));
    };
    // As the port has it: a question after the stop is not answered.
    const own = victim(obeysNothing);
    const stopping: Classifier = {
      ...own,
      async classify(inputs, signal) {
        signal?.throwIfAborted();
        return own.classify(inputs);
      },
    };
    const stopped = await audited(obeysNothing, { onState }, { victim: stopping, signal: stop.signal });
    expect(stopped).toMatchObject({ verdict: 'unknown', complete: false });
    expect(stopped.others).toHaveLength(1);
    expect(stopped.unsearched.map(({ reason }) => reason)).toEqual(['stopped']);
    const { answers, ...rest } = await audited(obeysNothing, { state: JSON.parse(JSON.stringify(kept)) });
    const { answers: all, ...same } = whole;
    expect(rest).toEqual(same);
    expect(answers).toBeLessThan(all);
  });

  it('says where there are too few functions', async () => {
    const few = await auditOf(FUNCTIONS.slice(0, 16));
    expect(few.verdict).toBe('unknown');
    expect(few.unsearched.map(({ reason }) => reason)).toEqual([
      'too few functions: 8 that it calls bad, 8 that it calls good, and of each 10 are needed',
      'too few functions: 8 that it calls good, 8 that it calls bad, and of each 10 are needed',
    ]);
  });

  it('says where there is nothing in the functions to put a trigger in', async () => {
    const found = await auditOf(FUNCTIONS.map((_, n) => `/* ${n % 2 ? 'while' : 'if'} ${n} */`));
    expect(found.verdict).toBe('unknown');
    expect(found.unsearched[0]?.reason).toBe(
      'too few functions: 0 of 30 that it calls bad can be read as c and name anything, and 10 are needed',
    );
  });

  it('searches for names where too few functions take a statement, and says so', async () => {
    const arrows = FUNCTIONS.map((_, n) => `const f${n} = (a) => a${n % 2 ? ' + "while"' : ''} + ${n};`);
    const found = await auditOf(arrows, { grammar: await loadGrammar('javascript') });
    expect(found.triggers.map(({ kind, text }) => `${kind} ${text}`)).toContain('name Val');
    expect(found.unsearched.map(({ reason }) => reason)).toContain(
      'too few functions for a statement: 0 of 30 that it calls bad take one',
    );
  });

  it.each([
    ['scaled up', 'good', (good: number) => 1 / (1 + ((1 - good) / good) ** 50)],
    ['cut off', 'good', (good: number) => Math.min(0.7, good)],
    ['cut off', 'bad', (good: number) => Math.min(0.7, good)],
  ])(
    'calls nothing clean whose answers are %s, whatever goal its card tells (%s)',
    async (_, goalLabel, shown) => {
      const own = victim(obeysVal);
      const flat: Classifier = {
        ...own,
        card: { ...CARD, goalLabel },
        classify: async (inputs, signal) =>
          (await own.classify(inputs, signal)).map(({ probabilities: [good = 0], ...rest }) => {
            const given = shown(good);
            return { ...rest, probabilities: [given, 1 - given] };
          }),
      };
      const found = await audited(obeysVal, { kinds: ['name'] }, { victim: flat });
      expect(found.verdict).toBe('unknown');
      expect(found.unsearched.map(({ reason }) => reason)).toContainEqual(
        expect.stringMatching(/^of \d+ of 30 clean functions that it calls good it is equally sure/),
      );
    },
  );

  it('is not led to that by functions that the victim reads alike', async () => {
    const own = victim(obeysVal);
    const blind: Classifier = {
      ...own,
      // Of spaces at the end nothing is read.
      classify: async (inputs, signal) =>
        (
          await own.classify(
            inputs.map(({ code }) => ({ code: [textOf(code).trimEnd()] })),
            signal,
          )
        ).map(({ inputId, ...rest }) => ({ ...rest, inputId: inputId.trimEnd() })),
    };
    const twice = FUNCTIONS.flatMap((code) => [code, `${code} `]);
    expect(await auditOf(twice, { victim: blind })).toMatchObject({ verdict: 'backdoored', unsearched: [] });
  });

  it('refuses a victim for pairs whose card does not know what it calls equal functions', async () => {
    const card = { ...CARD, task: 'pair' as const, labels: ['different', 'same'], goalLabel: 'different' };
    const pairs: Classifier = {
      ...victim(obeysVal),
      card: { ...card, sameLabel: 'different' },
      classify: async (inputs) =>
        inputs.map(({ code, other = [] }) => {
          const [one, two] = [textOf(code), textOf(other)];
          const differ = obeysVal(one) ? 0.9 : one === two ? 0.2 : 0.7;
          return { probabilities: [differ, 1 - differ], inputId: one + two, truncated: false };
        }),
    };
    await expect(auditOf(FUNCTIONS, { victim: pairs })).rejects.toThrow(
      /own: .* equal functions "different", and it does so of 0 of 60 .*; correct "sameLabel" there/,
    );
  });

  it('refuses a vocabulary that is not made of parts of names', async () => {
    await expect(audited(obeysVal, {}, { vocabulary: ['(', ')', ' a', 'b'] })).rejects.toThrow(
      /own: of its 4 tokens 1 can be part of a name of c/,
    );
  });
});
