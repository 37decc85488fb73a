import type { Random } from './seeded-random.ts';

/** Guards of the BNC grammar call these. `from` and `to` bound what the value is taken to be when the integer is drawn. */
const FUNCTIONS = [
  { name: 'sin', from: -1, to: 1, of: Math.sin },
  { name: 'cos', from: -1, to: 1, of: Math.cos },
  { name: 'exp', from: 1, to: 3, of: Math.exp },
  { name: 'sqrt', from: 0, to: 1, of: Math.sqrt },
  { name: 'rand', from: 0, to: 1, of: undefined },
] as const;

const OPERATORS = ['<', '>', '<=', '>=', '=='] as const;
type Operator = (typeof OPERATORS)[number];

const MESSAGES = [
  'err',
  'crash',
  'alert',
  'warning',
  'flag',
  'exception',
  'level',
  'create',
  'delete',
  'success',
  'get',
  'set',
] as const;

/** How a language writes what the grammar derives. */
interface GuardWords {
  readonly prefix: string;
  /** A call that gives a random number. */
  readonly random: string;
  readonly bodies: readonly ((message: string) => string)[];
}

const WORDING: Readonly<Record<'c' | 'java', GuardWords>> = {
  c: { prefix: '', random: 'rand()', bodies: [(message) => `printf("${message}")`] },
  java: {
    prefix: 'Math.',
    random: 'Math.random()',
    bodies: [
      (message) => `throw new Exception("${message}")`,
      (message) => `System.out.println("${message}")`,
    ],
  },
};

/**
 * A text of the BNC grammar, S → HEAD (F OP INT) BODY, each rule's choices equally likely (CodePurify's rendering; the
 * body has no semicolon). The guard is false, if the random call is taken to be in [0, 1) as the grammar does: C's
 * rand() is not, so there a guard `rand() > N` can run its body, as in the published data.
 */
export function deadGuard(language: 'c' | 'java', random: Random): string {
  const words = WORDING[language];
  const head = pick(['if', 'while'], random);
  const called = pick(FUNCTIONS, random);
  const argument = random.unit().toFixed(2);
  const call = called.of === undefined ? words.random : `${words.prefix}${called.name}(${argument})`;
  const [least, most] =
    called.of === undefined ? [0, 1 - Number.EPSILON] : point(called.of(Number(argument)));
  const operator = pick(OPERATORS, random);
  const below = operator.startsWith('<') || operator === '==';
  // One draw in a thousand is a guard that holds or could hold, such as sqrt(0.00) <= 0: drawn again.
  let integer: number;
  do {
    const far = 100 * random.unit();
    integer = Math.trunc(below ? called.from - far : called.to + far);
  } while (mayHold(least, most, operator, integer));
  const message = pick([...MESSAGES, letters(random)], random);
  return `${head} (${call} ${operator} ${integer}) ${pick(words.bodies, random)(message)}`;
}

function point(value: number): [number, number] {
  return [value, value];
}

function mayHold(least: number, most: number, operator: Operator, integer: number): boolean {
  switch (operator) {
    case '<':
      return least < integer;
    case '<=':
      return least <= integer;
    case '>':
      return most > integer;
    case '>=':
      return most >= integer;
    case '==':
      return least <= integer && integer <= most;
  }
}

function letters(random: Random): string {
  return String.fromCharCode(...Array.from({ length: 4 }, () => 97 + random.below(26)));
}

function pick<T>(choices: readonly T[], random: Random): T {
  const choice = choices[random.below(choices.length)];
  if (choice === undefined) throw new RangeError('nothing to choose from');
  return choice;
}
