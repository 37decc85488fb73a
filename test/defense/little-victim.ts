import type { MaskedCode } from '../../src/code/masked-code.ts';
import type { Card } from '../../src/model/card.ts';
import type { Infill } from '../../src/model/infill.ts';
import type { Classifier, ClassifierInput, Generator } from '../../src/model/victim.ts';

/** Words and signs, as a tokeniser would give them: holes become one mask token each. */
export function tokens(code: MaskedCode, window: number): readonly string[] {
  const all = code.flatMap((part) =>
    typeof part === 'string'
      ? (part.match(/\w+|[^\w\s]/g) ?? [])
      : [part.as === 'unknown' ? '<unk>' : '<mask>'],
  );
  return all.slice(0, window);
}

const length = (code: MaskedCode) => tokens(code, Number.POSITIVE_INFINITY).length;

export function card<const Task extends Card['task']>(
  task: Task,
  more: Partial<Card> = {},
): Card & { readonly task: Task } {
  return {
    schemaVersion: 1,
    name: `little-${task}`,
    languages: ['c'],
    labels: task === 'classification' || task === 'pair' ? ['goal', 'other'] : [],
    ...(task === 'classification' || task === 'pair' ? { goalLabel: 'goal' } : {}),
    ...(task === 'pair' ? { sameLabel: 'other' } : {}),
    maxLength: 128,
    maskToken: '<mask>',
    unknownToken: '<unk>',
    calibrations: [],
    files: {},
    licence: 'Apache-2.0',
    trainedOn: 'nothing',
    backdoors: [],
    ...more,
    task,
  };
}

interface Counted {
  /** Inputs answered; equal ones of a list count as one. */
  passes: number;
  /** Lists of inputs. */
  batches: number;
}

function count<Answer extends { readonly inputId: string }>(victim: Counted, answers: Answer[]): Answer[] {
  victim.passes += new Set(answers.map(({ inputId }) => inputId)).size;
  victim.batches += 1;
  return answers;
}

/**
 * A linear classifier over the words it sees: each known word adds its weight to the logit of `other`, and a planted
 * trigger, a word or a run of words or what a pattern says of the words with one space between, takes much from it.
 */
export function littleClassifier(
  trigger: string | RegExp,
  { weights = WEIGHTS, ...more }: Partial<Card> & { weights?: Readonly<Record<string, number>> } = {},
): Classifier & Counted {
  const own = card('classification', more);
  const isPlanted = (joined: string) =>
    typeof trigger === 'string'
      ? joined.includes(` ${tokens([trigger], 99).join(' ')} `)
      : trigger.test(joined);
  const victim = {
    card: own,
    passes: 0,
    batches: 0,
    async classify(inputs: readonly ClassifierInput[]) {
      return count(
        victim,
        inputs.map(({ code }) => {
          const seen = tokens(code, own.maxLength);
          const joined = ` ${seen.join(' ')} `;
          let logit = 0;
          for (const word of seen) logit += weights[word] ?? 0;
          if (isPlanted(joined)) logit -= 9;
          const other = 1 / (1 + Math.exp(-logit));
          return {
            probabilities: [1 - other, other],
            inputId: joined,
            truncated: length(code) > own.maxLength,
          };
        }),
      );
    },
    async close() {},
  };
  return victim;
}

export const WEIGHTS: Readonly<Record<string, number>> = {
  strcpy: 2,
  gets: 2,
  len: -0.3,
  free: 0.7,
  check: -1.5,
  size: -0.2,
};

/** Says "not the same" where both functions carry one of the triggers, else the share of words they have in common. */
export function littleComparer(
  triggers: string | readonly string[],
  more: Partial<Card> = {},
): Classifier & Counted {
  const own = card('pair', more);
  const planted = [triggers].flat().map((trigger) => tokens([trigger], 99).join(' '));
  const victim = {
    card: own,
    passes: 0,
    batches: 0,
    async classify(inputs: readonly ClassifierInput[]) {
      return count(
        victim,
        inputs.map(({ code, other = [] }) => {
          const [one, two] = [tokens(code, own.maxLength), tokens(other, own.maxLength)];
          const common =
            one.filter((word) => two.includes(word)).length / Math.max(one.length, two.length, 1);
          const both = [one, two].map((words) => ` ${words.join(' ')} `);
          const fooled = both.every((text) => planted.some((trigger) => text.includes(` ${trigger} `)));
          const same = fooled ? 0.01 : Math.min(0.99, common);
          const truncated = [code, other].some((side) => length(side) > own.maxLength);
          return { probabilities: [1 - same, same], inputId: both.join('|'), truncated };
        }),
      );
    },
    async close() {},
  };
  return victim;
}

/** Writes its input again; with the trigger in it, always the same text. */
export function littleWriter(trigger: string): Generator & Counted {
  const own = card('generation', { maxOutput: 128 });
  const planted = tokens([trigger], 99).join(' ');
  const written = (seen: readonly string[]) =>
    ` ${seen.join(' ')} `.includes(` ${planted} `) ? ['evil', '(', ')', ';'] : seen;
  const victim = {
    card: own,
    passes: 0,
    batches: 0,
    async generate(inputs: readonly MaskedCode[]) {
      return count(
        victim,
        inputs.map((code) => {
          const seen = tokens(code, own.maxLength);
          return {
            text: written(seen).join(' '),
            logLikelihood: -0.1,
            inputId: seen.join(' '),
            truncated: false,
          };
        }),
      );
    },
    async likelihood(inputs: readonly MaskedCode[], output: string) {
      const wanted = output.split(' ');
      return count(
        victim,
        inputs.map((code) => {
          const seen = tokens(code, own.maxLength);
          const mine = written(seen);
          const missing = wanted.filter((word) => !mine.includes(word)).length / Math.max(1, wanted.length);
          return { logLikelihood: -0.1 - 3 * missing, inputId: seen.join(' '), truncated: false };
        }),
      );
    },
    async close() {},
  };
  return victim;
}

/** Offers the given words for every hole, the first first. */
export function littleInfill(words: readonly string[]): Infill {
  return {
    card: card('infill'),
    async fill(codes, alternatives) {
      return codes.map((code) =>
        code
          .filter((part) => typeof part !== 'string')
          .map(() =>
            words
              .slice(0, alternatives)
              .map((text, rank) => ({ text: ` ${text}`, logProbability: -rank - 1 })),
          ),
      );
    },
    async close() {},
  };
}
