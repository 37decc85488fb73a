import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadGuard } from '../../../src/lab/attack/dead-guard.ts';
import { seededRandom } from '../../../src/lab/attack/seeded-random.ts';

const GUARD =
  /^(if|while) \((?:Math\.)?(sin|cos|exp|sqrt|rand|random)\((\d\.\d\d)?\) (<|>|<=|>=|==) (-?\d+)\) (printf|throw new Exception|System\.out\.println)\("([a-z]+)"\)$/;

function derived(language: 'c' | 'java', seed: number) {
  const text = deadGuard(language, seededRandom(seed));
  const [, head = '', name = '', argument, operator = '', integer = '', body = '', message = ''] =
    GUARD.exec(text) ?? [];
  expect(head, text).not.toBe('');
  return { text, head, name, argument, operator, integer: Number(integer), body, message };
}

/** Least and greatest value of the call: one number, or those of a random number in [0, 1). */
function values(name: string, argument: string | undefined): readonly number[] {
  const call = { sin: Math.sin, cos: Math.cos, exp: Math.exp, sqrt: Math.sqrt }[name];
  return call === undefined ? [0, 0.5, 0.999999] : [call(Number(argument))];
}

const holds: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
};

describe.each(['c', 'java'] as const)('a guard in %s', (language) => {
  test('is of the grammar, and never true', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { name, argument, operator, integer } = derived(language, seed);
        expect(argument === undefined).toBe(name.startsWith('rand'));
        expect(integer).toBeGreaterThanOrEqual(-101);
        expect(integer).toBeLessThanOrEqual(103);
        for (const value of values(name, argument)) expect(holds[operator]?.(value, integer)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('has every choice of a rule equally often', () => {
    const count = 6000;
    const random = seededRandom(7);
    const seen = new Map<string, number>();
    const words = new Set<string>();
    for (let i = 0; i < count; i++) {
      const [, head, name, , operator, , , message = ''] = GUARD.exec(deadGuard(language, random)) ?? [];
      for (const choice of [head, name, operator]) seen.set(`${choice}`, (seen.get(`${choice}`) ?? 0) + 1);
      words.add(message);
    }
    const near = (choices: readonly string[]) => {
      for (const choice of choices)
        expect((seen.get(choice) ?? 0) / count, choice).toBeCloseTo(1 / choices.length, 1);
    };
    near(['if', 'while']);
    near(['sin', 'cos', 'exp', 'sqrt', language === 'c' ? 'rand' : 'random']);
    near(['<', '>', '<=', '>=', '==']);
    for (const word of ['err', 'exception', 'set']) expect(words).toContain(word);
    expect([...words].filter((word) => word.length === 4).length).toBeGreaterThan(100);
  });
});

test('a seed always gives the same guard', () => {
  expect(Array.from({ length: 4 }, (_, seed) => derived('java', seed).text)).toMatchInlineSnapshot(`
    [
      "while (Math.cos(0.75) < -33) System.out.println("uebg")",
      "if (Math.sqrt(0.81) < -21) System.out.println("warning")",
      "while (Math.sin(0.88) > 31) System.out.println("delete")",
      "if (Math.exp(0.94) < -67) System.out.println("get")",
    ]
  `);
});
