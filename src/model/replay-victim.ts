import type { z } from 'zod';
import type { MaskedCode } from '../code/masked-code.ts';
import { ModelError } from './model-error.ts';
import { questionKey } from './question-key.ts';
import { checkedCard } from './read-card.ts';
import { issueOf } from './read-json.ts';
import { type RecordAnswer, recordAnswerSchema, recordHeaderSchema } from './record-format.ts';
import type { Classification, Classifier, Generation, Generator, Likelihood, Victim } from './victim.ts';

function parsed<S extends z.ZodType>(line: string, number: number, schema: S): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new ModelError(`line ${number} of the record is not JSON; the record was cut short or changed`);
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new ModelError(`line ${number} of the record: ${issueOf(result.error)}`);
  return result.data;
}

/**
 * A victim that answers from the lines that `recordVictim` wrote, without a model. Throws ModelError on a line
 * that is none; a question that was not recorded is rejected with ModelError.
 */
export function replayVictim(lines: Iterable<string>): Victim {
  const numbered = [...lines]
    .map((line, at) => [line, at + 1] as const)
    .filter(([line]) => line.trim() !== '');
  const [first, ...rest] = numbered;
  if (first === undefined) throw new ModelError('the record is empty');
  const header = parsed(first[0], first[1], recordHeaderSchema);
  const card = checkedCard(header.card, `line ${first[1]} of the record`);
  const answers = new Map<string, RecordAnswer>();
  for (const [line, number] of rest) {
    const answer = parsed(line, number, recordAnswerSchema);
    answers.set(answer.key, answer);
  }

  async function replay<A>(
    questions: readonly (readonly MaskedCode[])[],
    method: 'classify' | 'generate' | 'likelihood',
    pick: (answer: RecordAnswer) => A | undefined,
    signal: AbortSignal | undefined,
  ): Promise<A[]> {
    signal?.throwIfAborted();
    return questions.map((codes) => {
      const answer = answers.get(questionKey(method, codes));
      const picked = answer && pick(answer);
      if (picked !== undefined) return picked;
      throw new ModelError(
        `${card.name}: the record has no answer to one of the questions; it was made with other options, another version, or other code`,
      );
    });
  }

  const { task } = card;
  if (task === 'infill') throw new ModelError('the record is of an infill model, not of a victim');
  const close = () => Promise.resolve();
  if (task === 'generation') {
    const generator: Generator = {
      card: { ...card, task },
      generate: (inputs, signal) =>
        replay<Generation>(
          inputs.map((code) => [code]),
          'generate',
          (a) => ('generation' in a ? a.generation : undefined),
          signal,
        ),
      likelihood: (inputs, output, signal) =>
        replay<Likelihood>(
          inputs.map((code) => [code, [output]]),
          'likelihood',
          (a) => ('likelihood' in a ? a.likelihood : undefined),
          signal,
        ),
      close,
    };
    return generator;
  }
  const classifier: Classifier = {
    card: { ...card, task },
    classify: (inputs, signal) =>
      replay<Classification>(
        inputs.map(({ code, other }) => [code, other ?? []]),
        'classify',
        (a) => ('classification' in a ? a.classification : undefined),
        signal,
      ),
    close,
  };
  return classifier;
}
