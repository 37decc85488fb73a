import type { DefenseContext } from '../../defense/context.ts';
import type { Outcome } from '../../defense/outcome.ts';
import { outcomesOf } from '../../defense/outcomes-of.ts';
import type { Pair, Subjects } from '../../defense/over-subjects.ts';
import { suspiciousness } from '../../defense/statistic.ts';
import type { InputDefence, Judged } from './defence.ts';

/** Our own defence as one among the others. */
export function codepurify(context: DefenseContext): InputDefence {
  return {
    name: context.options.effort === 'fast' ? 'codepurify-fast' : 'codepurify',
    async *judge(subjects) {
      const waiting: (string | Pair)[] = [];
      for await (const outcomes of outcomesOf(noting(subjects, waiting), context)) {
        const texts = [waiting.shift() ?? ''].flat();
        yield outcomes.map((outcome, which) => judged(outcome, texts[which] ?? ''));
      }
    },
  };
}

async function* noting(subjects: Subjects, noted: (string | Pair)[]): AsyncGenerator<string | Pair> {
  for await (const texts of subjects) {
    noted.push(texts);
    yield texts;
  }
}

function judged(outcome: Outcome, text: string): Judged {
  const { verdict, passes } = outcome;
  if (verdict === 'skipped') return { verdict, named: [], purified: text, passes };
  const { statistic, score } = outcome;
  const purified = outcome.verdict === 'poisoned' ? outcome.purification?.code : undefined;
  return {
    verdict,
    ...(score === undefined ? {} : { score: suspiciousness(statistic, score) }),
    named: outcome.verdict === 'poisoned' ? outcome.trigger.element.ranges : [],
    purified: purified ?? text,
    passes,
  };
}
