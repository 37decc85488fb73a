import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../read-json.ts';

const id = z.int().min(0).nullish();
const own = z.looseObject({
  vocab_size: z.int().min(1).nullish(),
  max_position_embeddings: z.int().min(1).nullish(),
  model_type: z.string().nullish(),
  pad_token_id: id,
  bos_token_id: id,
  eos_token_id: z.union([z.int().min(0), z.array(z.int().min(0))]).nullish(),
  decoder_start_token_id: id,
});
const schema = own.extend({ encoder: own.nullish(), decoder: own.nullish() });

type Own = z.infer<typeof own>;

/** What config.json (and generation_config.json beside it) say of tokens. */
export interface TokenFacts {
  /** Rows of the (encoder's) embedding. */
  readonly vocabulary: number | undefined;
  /** Tokens that the position embedding reaches; undefined where positions are relative. */
  readonly positions: number | undefined;
  /** What a decoder starts from. */
  readonly start: number | undefined;
  readonly ends: readonly number[];
}

/** RoBERTa counts positions from the one after the padding id. */
function reach(config: Own | undefined): number | undefined {
  const positions = config?.max_position_embeddings;
  if (positions === undefined || positions === null || config?.model_type === 't5') return undefined;
  return config?.model_type === 'roberta' ? positions - (config.pad_token_id ?? 1) - 1 : positions;
}

/** Reads the facts wherever an encoder–decoder keeps them: at the top, with its decoder, or with the generation's. */
export async function readTokenFacts(folder: string): Promise<TokenFacts> {
  const config = await readJson(join(folder, 'config.json'), schema);
  const generation = await readJson(join(folder, 'generation_config.json'), own).catch(() => undefined);
  const places: readonly Own[] = [config, config.decoder, generation].filter((place) => !!place);
  const first = <T>(pick: (place: Own) => T | null | undefined): T | undefined =>
    places.map(pick).find((value) => value !== undefined && value !== null) ?? undefined;
  const ends = first((place) => place.eos_token_id) ?? [];
  const encoder = config.encoder ?? config;
  return {
    vocabulary: encoder.vocab_size ?? undefined,
    positions: reach(encoder),
    start: first((place) => place.decoder_start_token_id) ?? first((place) => place.bos_token_id),
    ends: typeof ends === 'number' ? [ends] : ends,
  };
}
