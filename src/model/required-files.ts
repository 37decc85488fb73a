import type { Card } from './card.ts';

/** The files that a model folder cannot do without, beside codepurify.json. */
export function requiredFiles(task: Card['task']): readonly string[] {
  const graphs = task === 'generation' ? ['encoder_model.onnx', 'decoder_model.onnx'] : ['model.onnx'];
  return ['config.json', 'tokenizer.json', ...graphs];
}
