import type { Grammar } from '../../code/grammar.ts';
import type { Representer } from '../../model/representer.ts';
import { type Random, seededRandom } from '../attack/seeded-random.ts';
import { draw } from '../redteam/draw.ts';
import { plainOf, planted, type Trigger } from './trigger.ts';

/** A clean function, or a pair of them. */
export interface CleanSample {
  readonly codes: readonly string[];
  /** The right answer, where the data tells it. */
  readonly label?: number;
}

/** A clean sample as the victim's head is given it. */
export interface Material extends CleanSample {
  readonly vector: Float32Array;
  /** With each trigger in it; undefined where it takes that one not. In the order of the triggers. */
  readonly planted: readonly (Float32Array | undefined)[];
  /** For each trigger the sample with a plain name, or statement, where such a trigger goes; as it is where it takes none. */
  readonly control: readonly Float32Array[];
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
/** Inputs asked about at once. */
const CHUNK = 64;

/** The vectors of clean samples, as they are and with each trigger, and what is plain, in all of their functions. */
export async function materialOf(
  samples: readonly CleanSample[],
  triggers: readonly Trigger[],
  { representer, grammar, seed, signal, onRead }: Asked,
): Promise<readonly Material[]> {
  const random = seededRandom(seed);
  const drawn = draw(samples, MOST, seed);
  const kinds = [...new Set(triggers.map(({ kind }) => kind))];
  const controls = kinds.map((kind) => plainOf(kind, grammar.language));
  const wanted = drawn.map(({ codes }) => [
    codes,
    ...[...triggers, ...controls].map((trigger) => trigger && plantedIn(codes, trigger, grammar, random)),
  ]);
  const inputs = wanted.flat().filter((codes) => codes !== undefined);
  const vectors: Float32Array[] = [];
  for (let from = 0; from < inputs.length; from += CHUNK) {
    const some = inputs.slice(from, from + CHUNK).map(([code = '', other]) => ({
      code: [code],
      ...(other !== undefined && { other: [other] }),
    }));
    vectors.push(...(await representer.represent(some, signal)));
    onRead?.(vectors.length, inputs.length);
  }
  const next = vectors.values();
  return drawn.map((sample, at) => {
    const found = (wanted[at] ?? []).map((codes) => codes && next.next().value);
    const vector = found[0] ?? new Float32Array(0);
    const plain = found.slice(1 + triggers.length);
    return {
      ...sample,
      vector,
      planted: found.slice(1, 1 + triggers.length),
      control: triggers.map(({ kind }) => plain[kinds.indexOf(kind)] ?? vector),
    };
  });
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
