import { expect, test } from 'vitest';
import { checkHead } from '../../../src/lab/unlearn/check-head.ts';
import { probabilitiesOf } from '../../../src/lab/unlearn/forward.ts';
import type { Head } from '../../../src/model/head.ts';
import { ModelError } from '../../../src/model/model-error.ts';
import { readCard } from '../../../src/model/read-card.ts';
import type { Classifier } from '../../../src/model/victim.ts';

const card = { ...(await readCard('test/fixtures/models/tiny-defect')), task: 'classification' } as const;
const HEAD: Head = [{ inputs: 1, outputs: 2, weights: Float64Array.of(1, -1), bias: Float64Array.of(0, 0) }];
const SAMPLES = Array.from({ length: 200 }, (_, at) => ({
  codes: [String(at)],
  vector: Float32Array.of(at / 100 - 1.005),
}));

/** Answers by the head, the other way round where it is asked about what it hides. */
function victim(hides?: string): Classifier {
  const answer = (code: string) => {
    const own = probabilitiesOf(HEAD, SAMPLES[Number(code)]?.vector ?? []);
    return { probabilities: code === hides ? own.toReversed() : own, inputId: code, truncated: false };
  };
  return {
    card,
    classify: async (inputs) => inputs.map(({ code }) => answer(code.join(''))),
    close: async () => {},
  };
}

test('a model that answers what its head says is taken', async () => {
  await expect(checkHead(victim(), HEAD, SAMPLES, {})).resolves.toBeUndefined();
});

test('one that answers otherwise is not, be it a single time: what its head was measured to do it does not do', async () => {
  const checked = checkHead(victim('170'), HEAD, SAMPLES, {});
  await expect(checked).rejects.toThrow(ModelError);
  await expect(checked).rejects.toThrow(
    'as it was read out of model.onnx does not answer what the model does',
  );
});
