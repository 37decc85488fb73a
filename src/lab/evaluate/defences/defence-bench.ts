import type { DefenseContext } from '../../../defense/context.ts';
import { codepurify } from '../../baseline/codepurify.ts';
import type { InputDefence } from '../../baseline/defence.ts';
import { oseql } from '../../baseline/oseql/oseql.ts';
import { readTestRows } from '../rows/read-test-rows.ts';
import type { DefenceName } from '../study/names.ts';
import type { Scenario } from '../study/study.ts';
import { LEARNED, learnedModel, onionBySpans, onionByWords } from './learned-onion.ts';

/** Why a defence cannot be run in a scenario; undefined where it can. */
export function whyNot(name: DefenceName, { task, learn, valid }: Scenario): string | undefined {
  if (name === 'oseql' && task === 'repair')
    return 'OSeqL asks for probabilities of labels, and a repair has none';
  if (name.startsWith('onion') && (learn === undefined || valid === undefined)) {
    return 'ONION needs clean rows to learn from and to find its bar on: name "learn" and "valid"';
  }
  return undefined;
}

/** The defences of one scenario. What they learn is learned once. */
export function defenceBench(scenario: Scenario, context: DefenseContext, seed: number) {
  let learned: ReturnType<typeof learn> | undefined;
  async function learn() {
    const { learn: path = '', valid = '' } = scenario;
    const rows = (path: string, first: number) => readTestRows(path, { ...scenario, set: 'clean', first });
    return {
      model: learnedModel(await rows(path, LEARNED.learn), context.grammar),
      valid: await rows(valid, LEARNED.valid),
    };
  }
  return async (name: DefenceName): Promise<InputDefence> => {
    const { victim, signal, grammar, options } = context;
    switch (name) {
      case 'codepurify':
        return codepurify(context);
      case 'codepurify-fast':
        return codepurify({ ...context, options: { ...options, effort: 'fast' } });
      case 'onion': {
        learned ??= learn();
        const { model, valid } = await learned;
        return onionByWords(model, valid, { grammar, falseAlarmRate: options.falseAlarmRate });
      }
      case 'onion-span': {
        learned ??= learn();
        return onionBySpans((await learned).model, grammar);
      }
      case 'oseql': {
        if ('generate' in victim) throw new Error('whyNot() says when OSeqL cannot be run');
        return oseql({ victim, detector: 'ensemble', seed, ...(signal && { signal }) });
      }
    }
  };
}
