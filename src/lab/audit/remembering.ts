import { questionKey } from '../../model/question-key.ts';
import type { Classification, Classifier, ClassifierInput } from '../../model/victim.ts';

/**
 * A victim that is asked each question once. A search comes back to the same words: on more functions, as the best of what it
 * tried, and when it begins anew.
 */
export function remembering(victim: Classifier): Classifier {
  const known = new Map<string, Classification>();
  return {
    ...victim,
    async classify(inputs, signal) {
      const keys = inputs.map(({ code, other }) => questionKey('classify', other ? [code, other] : [code]));
      const fresh = new Map<string, ClassifierInput>();
      for (const [at, input] of inputs.entries()) {
        const key = keys[at] ?? '';
        if (!known.has(key)) fresh.set(key, input);
      }
      // Even where nothing is left to ask: once the signal is aborted, nothing is answered.
      const answers = await victim.classify([...fresh.values()], signal);
      for (const [at, key] of [...fresh.keys()].entries()) {
        const answer = answers[at];
        if (answer !== undefined) known.set(key, answer);
      }
      return keys.flatMap((key) => known.get(key) ?? []);
    },
  };
}
