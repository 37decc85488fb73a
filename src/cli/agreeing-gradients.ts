import type { Pair } from '../defense/over-subjects.ts';
import { inputOf } from '../lab/audit/sample.ts';
import { GRADIENT_FILE, type Gradients } from '../model/gradients.ts';
import { ModelError } from '../model/model-error.ts';
import { openGradients } from '../model/open-gradients.ts';
import type { Classifier } from '../model/victim.ts';
import { number } from '../scan/report/words.ts';

/** So many functions both are asked about. */
const ASKED = 4;
/** Of probabilities. Rounded weights and another order of sums make far less of a difference. */
const TOLERANCE = 0.01;

/**
 * Opens the gradient graph of a victim, and looks that it computes the same answers: the graph of another model would lead
 * the search astray, and the verdict would be `clean`, as it soon is without gradients. Rejects with ModelError where there is
 * none, or that of another model.
 */
export async function agreeingGradients(
  nameOrPath: string,
  victim: Classifier,
  subjects: readonly (string | Pair)[],
): Promise<Gradients> {
  const gradients = await openGradients(nameOrPath);
  if (gradients === undefined) {
    throw new ModelError(
      `${victim.card.name} has no ${GRADIENT_FILE}, by which triggers are searched for: export it again (training/ writes one for models of RoBERTa's kind), or search by its answers alone, which finds less, with codepurify audit --no-gradients`,
    );
  }
  try {
    await compare(gradients, victim, subjects);
    return gradients;
  } catch (error) {
    await gradients.close();
    throw error;
  }
}

async function compare(
  gradients: Gradients,
  victim: Classifier,
  subjects: readonly (string | Pair)[],
): Promise<void> {
  const inputs = subjects.slice(0, ASKED).map((subject) => {
    const [first, second = first] = typeof subject === 'string' ? [subject] : subject;
    return inputOf((victim.card.task === 'pair' ? [first, second] : [first]).map((text) => [text]));
  });
  const [answers, others] = [await victim.classify(inputs), await gradients.classify(inputs)];
  for (const [at, { probabilities }] of answers.entries()) {
    for (const [label, probability] of probabilities.entries()) {
      const other = others[at]?.probabilities[label] ?? Number.NaN;
      if (Math.abs(probability - other) <= TOLERANCE) continue;
      const { name, labels } = victim.card;
      throw new ModelError(
        `${GRADIENT_FILE} of ${name} is not that of its model.onnx: for one function it says ${labels[label]} by ${number(other)}, not by ${number(probability)}; export it anew, or search by answers alone with codepurify audit --no-gradients`,
      );
    }
  }
}
