import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MaskedCode } from '../../code/masked-code.ts';
import type { Card } from '../card.ts';
import type { Gradients } from '../gradients.ts';
import type { Infill } from '../infill.ts';
import type { Representer } from '../representer.ts';
import type { Classifier, ClassifierInput, Generator, Victim } from '../victim.ts';
import { answerOnce } from './answer-once.ts';
import { askAll, chunked } from './ask-all.ts';
import { openPool, type Pool } from './open-pool.ts';
import type { Row, Setup } from './protocol.ts';
import { shareThreads } from './share-threads.ts';
import { withinReach } from './within-reach.ts';

type Batches = readonly (readonly Row[])[];

const FILLED = 4; // codes in one question to an infill model

async function bytesOf(folder: string, card: Card): Promise<number> {
  const weights = Object.keys(card.files).filter((file) => file.includes('.onnx'));
  const sizes = await Promise.all(weights.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function poolOf(
  folder: string,
  card: Card,
  cores: number,
  more: Pick<Setup, 'represents' | 'gradients'> = {},
): Promise<Pool> {
  const { workers, threads } = shareThreads(cores, await bytesOf(folder, card));
  const setup: Setup = {
    folder,
    task: card.task,
    labels: card.labels.length,
    maxLength: card.maxLength,
    maxOutput: card.maxOutput ?? card.maxLength,
    maskToken: card.maskToken,
    unknownToken: card.unknownToken,
    threads,
    ...more,
  };
  return openPool(card.name, setup, workers);
}

/** Opens a folder whose files were verified, on at most `cores` threads. Rejects with ModelError. */
export async function openOnnxVictim(folder: string, card: Victim['card'], cores: number): Promise<Victim> {
  const pool = await poolOf(folder, card, cores);
  const { task } = card;
  return task === 'generation' ? generator({ ...card, task }, pool) : classifier({ ...card, task }, pool);
}

/** Opens a folder whose files were verified, on at most `cores` threads. Rejects with ModelError. */
export async function openOnnxInfill(folder: string, card: Infill['card'], cores: number): Promise<Infill> {
  return infill(card, await poolOf(folder, card, cores));
}

/** Opens a folder whose files were verified, on at most `cores` threads. Rejects with ModelError. */
export async function openOnnxRepresenter(
  folder: string,
  card: Representer['card'],
  cores: number,
): Promise<Representer> {
  const pool = await poolOf(folder, card, cores, { represents: true });
  return {
    card,
    represent(inputs, signal) {
      const ask = (batches: Batches) => askAll(pool, 'represent', batches, signal);
      return answerOnce(pool, near(inputs, card), ask, (_, vector) => vector, signal);
    },
    close: () => pool.close(),
  };
}

/** Opens the gradient graph of a folder whose files were verified, on at most `cores` threads. Rejects with ModelError. */
export async function openOnnxGradients(
  folder: string,
  card: Classifier['card'],
  cores: number,
): Promise<Gradients> {
  const pool = await poolOf(folder, card, cores, { gradients: true });
  return {
    ...classifier(card, pool),
    async lean({ inputs, name, target }, signal) {
      const share = Math.max(1, Math.ceil(inputs.length / pool.size));
      const questions = chunked(inputs, () => 1, share).map((some) => ({ inputs: some, name, target }));
      const [first, ...rest] = await askAll(pool, 'lean', questions, signal);
      if (first === undefined) throw new Error('a gradient was asked for without functions');
      const changes = Float32Array.from(first.changes);
      for (const each of rest) {
        for (const [at, change] of each.changes.entries()) changes[at] = (changes[at] ?? 0) + change;
      }
      return { parts: first.parts, changes };
    },
  };
}

/** The inputs as far as the model can see. */
function near(inputs: readonly ClassifierInput[], { maxLength }: Card): readonly ClassifierInput[] {
  const reach = (code: MaskedCode) => withinReach(code, maxLength);
  return inputs.map(({ code, other }) => ({ code: reach(code), ...(other && { other: reach(other) }) }));
}

function classifier(card: Classifier['card'], pool: Pool): Classifier {
  return {
    card,
    classify(inputs, signal) {
      const ask = (batches: Batches) => askAll(pool, 'classify', batches, signal);
      return answerOnce(
        pool,
        near(inputs, card),
        ask,
        (seen, probabilities) => ({ ...seen, probabilities }),
        signal,
      );
    },
    close: () => pool.close(),
  };
}

function generator(card: Generator['card'], pool: Pool): Generator {
  const codes = (inputs: readonly MaskedCode[]) =>
    inputs.map((code) => ({ code: withinReach(code, card.maxLength) }));
  return {
    card,
    generate(inputs, signal) {
      const ask = (batches: Batches) => askAll(pool, 'generate', batches, signal);
      return answerOnce(pool, codes(inputs), ask, (seen, written) => ({ ...seen, ...written }), signal);
    },
    likelihood(inputs, output, signal) {
      const ask = (batches: Batches) =>
        askAll(
          pool,
          'likelihood',
          batches.map((rows) => ({ rows, output })),
          signal,
        );
      return answerOnce(
        pool,
        codes(inputs),
        ask,
        (seen, logLikelihood) => ({ ...seen, logLikelihood }),
        signal,
      );
    },
    close: () => pool.close(),
  };
}

function infill(card: Infill['card'], pool: Pool): Infill {
  return {
    card,
    async fill(codes, alternatives, signal) {
      const share = Math.min(FILLED, Math.ceil(codes.length / pool.size));
      const near = codes.map((code) => withinReach(code, card.maxLength));
      const questions = chunked(near, () => 1, share).map((some) => ({ codes: some, alternatives }));
      return (await askAll(pool, 'fill', questions, signal)).flat();
    },
    close: () => pool.close(),
  };
}
