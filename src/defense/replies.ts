import { ModelError } from '../model/model-error.ts';
import type { Classifier, ClassifierInput, Generator, Victim } from '../model/victim.ts';
import type { Reply } from './reply.ts';

export interface Question {
  readonly input: ClassifierInput;
  /** Of a generator: how likely is this output? Without it: what is the output? Classifiers pay no heed to it. */
  readonly output?: string;
}

/** Answers come in the order of the questions. */
export type Ask = (questions: readonly Question[]) => Promise<readonly Reply[]>;

/** The victim's replies, asked for in as few and as long lists as the port allows. */
export async function replies(
  victim: Victim,
  questions: readonly Question[],
  signal?: AbortSignal,
): Promise<readonly Reply[]> {
  const answers =
    'classify' in victim
      ? await classified(victim, questions, signal)
      : await generated(victim, questions, signal);
  for (const answer of answers) {
    const numbers = 'text' in answer ? [answer.logLikelihood] : answer.probabilities;
    if (!numbers.every(Number.isFinite)) {
      throw new ModelError(
        `Victim ${victim.card.name} answered with a number that is not finite; its weights may be damaged: check its files with "codepurify model verify".`,
      );
    }
  }
  return answers;
}

async function classified(
  victim: Classifier,
  questions: readonly Question[],
  signal: AbortSignal | undefined,
): Promise<readonly Reply[]> {
  const inputs = questions.map(({ input }) => input);
  return complete(victim, inputs, await victim.classify(inputs, signal));
}

async function generated(
  victim: Generator,
  questions: readonly Question[],
  signal: AbortSignal | undefined,
): Promise<readonly Reply[]> {
  const byOutput = Map.groupBy(questions.entries(), ([, { output }]) => output);
  const answers: [index: number, answer: Reply][] = [];
  for (const [output, group] of byOutput) {
    const inputs = group.map(([, { input }]) => input.code);
    const some: readonly Reply[] =
      output === undefined
        ? await victim.generate(inputs, signal)
        : (await victim.likelihood(inputs, output, signal)).map((known) => ({ ...known, text: output }));
    for (const [at, answer] of complete(victim, inputs, some).entries()) {
      const index = group[at]?.[0];
      if (index !== undefined) answers.push([index, answer]);
    }
  }
  return answers.sort(([a], [b]) => a - b).map(([, answer]) => answer);
}

function complete<Answer>(victim: Victim, asked: readonly unknown[], answers: readonly Answer[]) {
  if (answers.length !== asked.length) {
    throw new ModelError(
      `Victim ${victim.card.name} gave ${answers.length} answers to ${asked.length} questions; it cannot be used.`,
    );
  }
  return answers;
}
