import { cut } from './cut.ts';
import { guessFollowing } from './guess-following.ts';
import type { FolderTokenizer } from './load-tokenizer.ts';
import { logSumExp } from './log-softmax.ts';
import { ones } from './ones.ts';
import { type Feed, type Output, openSession } from './open-session.ts';
import type { Row, Setup, Written } from './protocol.ts';
import type { TokenFacts } from './read-token-facts.ts';
import { charactersFor } from './within-reach.ts';

export interface GeneratorModel {
  generate(row: Row): Promise<Written>;
  likelihood(row: Row, output: string): Promise<number>;
  close(): Promise<void>;
}

interface Source {
  readonly ids: Int32Array;
  readonly states: Feed;
}

export async function openGeneratorModel(
  setup: Setup,
  tokenizer: FolderTokenizer,
  facts: TokenFacts,
): Promise<GeneratorModel> {
  const { start, ends } = facts;
  if (start === undefined) throw new Error('config.json does not say decoder_start_token_id');
  const encoderInputs = ['input_ids', 'attention_mask'];
  const decoderInputs = ['input_ids', 'encoder_hidden_states', 'encoder_attention_mask'];
  const [encoder, decoder] = await Promise.all([
    openSession(setup.folder, 'encoder_model.onnx', setup.threads, [encoderInputs], 'last_hidden_state'),
    openSession(setup.folder, 'decoder_model.onnx', setup.threads, [decoderInputs], 'logits'),
  ]);

  async function encoded({ ids }: Row): Promise<Source> {
    const { data, shape } = await encoder.run({ input_ids: ids, attention_mask: ones(ids) });
    return { ids, states: { data, shape } };
  }

  function decoded(source: Source, fed: Int32Array): Promise<Output> {
    return decoder.run({
      input_ids: fed,
      encoder_hidden_states: source.states,
      encoder_attention_mask: ones(source.ids),
    });
  }

  /** Greedy: at each place the most likely token, the lowest id of equals. */
  async function written(source: Source, from: number): Promise<number[]> {
    const out = [from];
    for (;;) {
      // A repair mostly copies: what follows in the source is fed along, and kept as far as it is what is chosen.
      const guess = guessFollowing(out, source.ids, setup.maxOutput - out.length);
      const { data, shape } = await decoded(source, Int32Array.of(...out, ...guess));
      const width = shape.at(-1) ?? 0;
      for (let at = out.length - 1, taken = 0; ; at++, taken++) {
        const chosen = largest(data, at * width, width);
        out.push(chosen);
        if (ends.includes(chosen) || out.length > setup.maxOutput) return out.slice(1);
        if (guess[taken] !== chosen) break;
      }
    }
  }

  async function meanLikelihood(source: Source, from: number, output: string): Promise<number> {
    const labels = labelsOf(tokenizer, output, from, setup.maxOutput);
    if (labels.length === 0) return 0;
    const { data, shape } = await decoded(source, Int32Array.of(from, ...labels.slice(0, -1)));
    const width = shape.at(-1) ?? 0;
    let sum = 0;
    for (const [at, label] of labels.entries()) {
      sum += (data[at * width + label] ?? 0) - logSumExp(data, at * width, width);
    }
    if (!Number.isFinite(sum)) throw new Error('decoder_model.onnx answered something that is no number');
    return Math.min(0, sum / labels.length);
  }

  return {
    async generate(row) {
      const source = await encoded(row);
      const text = tokenizer.decode(await written(source, start));
      return { text, logLikelihood: await meanLikelihood(source, start, text) };
    },
    async likelihood(row, output) {
      return meanLikelihood(await encoded(row), start, output);
    },
    async close() {
      await Promise.all([encoder.close(), decoder.close()]);
    },
  };
}

/** The tokens that a decoder should say to write `output`, its end included; not what it starts from. */
function labelsOf(tokenizer: FolderTokenizer, output: string, start: number, most: number): number[] {
  const { before, after } = tokenizer.single;
  const room = Math.max(0, most - before.length - after.length);
  const labels = [...before, ...tokenizer.ids(cut(output, charactersFor(most))).slice(0, room), ...after];
  return labels[0] === start ? labels.slice(1) : labels;
}

function largest(logits: Float32Array, from: number, width: number): number {
  let best = 0;
  for (let at = 1; at < width; at++) {
    if ((logits[from + at] ?? 0) > (logits[from + best] ?? 0)) best = at;
  }
  return best;
}
