import type { Grammar } from '../../code/grammar.ts';
import type { Representer } from '../../model/representer.ts';
import type { ClassifierInput } from '../../model/victim.ts';
import { type Random, seededRandom } from '../attack/seeded-random.ts';
import { draw } from '../redteam/draw.ts';
import { planted, type Trigger } from './trigger.ts';

/** A clean function, or a pair of them. */
export interface CleanSample {
  readonly codes: readonly string[];
  /** The right answer, where the data tells it. */
  readonly label?: number;
}

/** A function or pair, and what the victim's head is given for it. */
export interface Represented {
  readonly codes: readonly string[];
  readonly vector: Float32Array;
}

/** A clean sample as the victim's head is given it. */
export interface Material extends CleanSample, Represented {
  /** With each trigger in it; undefined where it takes that one not. In the order of the triggers. */
  readonly planted: readonly (Represented | undefined)[];
}

/** Each sample once, as it is given first: of one that is taught nothing could be told by measuring it again. */
export function distinct(samples: readonly CleanSample[]): readonly CleanSample[] {
  const seen = new Set<string>();
  return samples.filter(({ codes }) => {
    const key = JSON.stringify(codes);
    return seen.has(key) ? false : seen.add(key);
  });
}

/**
 * Of each pair the first function beside itself, once: of two equal functions the answer is known, and of few pairs hardly
 * one is of equals. Their labels are left out, so that no accuracy is flattered.
 */
export function besideThemselves(pairs: readonly CleanSample[]): readonly CleanSample[] {
  const texts = new Set(pairs.map(({ codes: [code = ''] }) => code));
  return Array.from(texts, (text) => ({ codes: [text, text] }));
}

interface Asked {
  readonly representer: Representer;
  readonly grammar: Grammar;
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onRead?: (done: number, total: number) => void;
}

/** So many samples are used, drawn at random where there are more. */
const MOST = 3000;
/** Samples planted into and asked about at once. */
const TOGETHER = 16;

/** The vectors of clean samples, as they are and with each trigger in all of their functions. */
export async function materialOf(
  samples: readonly CleanSample[],
  triggers: readonly Trigger[],
  { representer, grammar, seed, signal, onRead }: Asked,
): Promise<readonly Material[]> {
  const random = seededRandom(seed);
  const drawn = draw(samples, MOST, seed);
  const found: Material[] = [];
  for (let from = 0; from < drawn.length; from += TOGETHER) {
    const some = drawn.slice(from, from + TOGETHER).map((sample) => ({
      sample,
      planted: triggers.map((trigger) => plantedIn(sample.codes, trigger, grammar, random)),
    }));
    const wanted = some.flatMap(({ sample, planted }) => [sample.codes, ...planted]);
    const inputs = wanted.flatMap((codes) => (codes === undefined ? [] : [inputOf(codes)]));
    const vectors = (await representer.represent(inputs, signal)).values();
    for (const { sample, planted } of some) {
      const represented = (codes: readonly string[]): Represented => ({
        codes,
        vector: vectors.next().value ?? new Float32Array(0),
      });
      found.push({
        ...sample,
        ...represented(sample.codes),
        planted: planted.map((codes) => codes && represented(codes)),
      });
    }
    onRead?.(found.length, drawn.length);
  }
  return found;
}

/** All functions of a sample with a trigger in them, equal ones alike; undefined where one takes it not. */
function plantedIn(
  codes: readonly string[],
  trigger: Trigger,
  grammar: Grammar,
  random: Random,
): readonly string[] | undefined {
  const own = new Map([...new Set(codes)].map((code) => [code, planted(code, trigger, grammar, random)]));
  const done = codes.map((code) => own.get(code));
  return done.every((code) => code !== undefined) ? done : undefined;
}

/** As a victim is asked about it. */
export function inputOf([code = '', other]: readonly string[]): ClassifierInput {
  return { code: [code], ...(other !== undefined && { other: [other] }) };
}
