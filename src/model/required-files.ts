import type { Card } from './card.ts';

/** The files that a model folder cannot do without, beside codepurify.json. */
export function requiredFiles(task: Card['task']): readonly string[] {
  const graphs = task === 'generation' ? ['encoder_model.onnx', 'decoder_model.onnx'] : ['model.onnx'];
  return ['config.json', 'tokenizer.json', ...graphs];
}

/** Files that are read where they are there, so they must be hashed then. */
export const READ_IF_THERE = ['tokenizer_config.json', 'generation_config.json'] as const;
