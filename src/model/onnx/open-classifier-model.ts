import { softmax } from './log-softmax.ts';
import { ones } from './ones.ts';
import { openSession } from './open-session.ts';
import { openTowersModel } from './open-towers-model.ts';
import type { Row, Setup } from './protocol.ts';

export const SINGLE = ['input_ids', 'attention_mask'];
const TOWERS = [...SINGLE, 'input_ids_pair', 'attention_mask_pair'];

/** What a graph may take; one of the lists. */
export const CLASSIFIER_INPUTS = { classification: [SINGLE], pair: [SINGLE, TOWERS] } as const;

export interface ClassifierModel {
  readonly towers: boolean;
  classify(row: Row): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** One logit for two labels is the second one's, as in CodeXGLUE's defect models. */
export function probabilities(logits: Float32Array, labels: number, file: string): number[] {
  const scores = logits.length === 1 && labels === 2 ? Float32Array.of(0, logits[0] ?? 0) : logits;
  if (scores.length !== labels) {
    throw new Error(`${file} answers ${logits.length} logits, but codepurify.json names ${labels} labels`);
  }
  if (!scores.every(Number.isFinite)) throw new Error(`${file} answered something that is no number`);
  return softmax(scores);
}

/** Opens the victim; a two-tower model in parts, where that can be, since most questions change one of two functions. */
export async function openClassifierModel(setup: Setup): Promise<ClassifierModel> {
  return (setup.task === 'pair' ? await openTowersModel(setup) : undefined) ?? openWhole(setup);
}

async function openWhole(setup: Setup): Promise<ClassifierModel> {
  const allowed = CLASSIFIER_INPUTS[setup.task === 'pair' ? 'pair' : 'classification'];
  const session = await openSession(setup.folder, 'model.onnx', setup.threads, allowed, 'logits');
  const towers = session.inputs.includes('input_ids_pair');
  return {
    towers,
    async classify({ ids, pair }) {
      const first = { input_ids: ids, attention_mask: ones(ids) };
      const second = pair && { input_ids_pair: pair, attention_mask_pair: ones(pair) };
      const { data } = await session.run({ ...first, ...second });
      return probabilities(data, setup.labels, 'model.onnx');
    },
    close: () => session.close(),
  };
}
