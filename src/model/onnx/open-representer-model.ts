import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { graphFacts } from './graph-facts.ts';
import { graphNodes } from './graph-nodes.ts';
import { headInput } from './head-input.ts';
import { ones } from './ones.ts';
import { CLASSIFIER_INPUTS } from './open-classifier-model.ts';
import { openSession, type Session } from './open-session.ts';
import type { Row, Setup } from './protocol.ts';
import { withOutput } from './with-output.ts';

export interface RepresenterModel {
  readonly towers: boolean;
  represent(row: Row): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Of a classifier the vector that its head is given, of a generator the encoder's state of the first token.
 * Throws where the graph does not tell what the head is given.
 */
export async function openRepresenterModel(setup: Setup): Promise<RepresenterModel> {
  const isGenerator = setup.task === 'generation';
  const session = isGenerator ? await encoder(setup) : await headless(setup);
  return {
    towers: session.inputs.includes('input_ids_pair'),
    async represent({ ids, pair }) {
      const first = { input_ids: ids, attention_mask: ones(ids) };
      const second = pair && { input_ids_pair: pair, attention_mask_pair: ones(pair) };
      const { data, shape } = await session.run({ ...first, ...second });
      if (!data.every(Number.isFinite)) throw new Error('the model answered something that is no number');
      return isGenerator ? data.slice(0, shape.at(-1)) : data;
    },
    close: () => session.close(),
  };
}

function encoder({ folder, threads }: Setup): Promise<Session> {
  const [inputs] = CLASSIFIER_INPUTS.classification;
  return openSession(folder, 'encoder_model.onnx', threads, [inputs], 'last_hidden_state');
}

async function headless({ folder, threads, task }: Setup): Promise<Session> {
  const file = await readFile(join(folder, 'model.onnx'));
  const [elsewhere] = graphFacts(file).external.keys();
  if (elsewhere !== undefined) {
    throw new Error(
      'model.onnx keeps weights in a second file, so what its last layers are given cannot be read; export it as one file',
    );
  }
  const value = headInput(graphNodes(file), 'logits');
  if (value === undefined) {
    throw new Error(
      'model.onnx makes its logits by no matrix product, so what its last layers are given cannot be told',
    );
  }
  const inputs = CLASSIFIER_INPUTS[task === 'pair' ? 'pair' : 'classification'];
  return openSession(folder, 'model.onnx', threads, inputs, value, withOutput(file, value));
}
