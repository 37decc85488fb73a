import type { Grammar } from '../../code/grammar.ts';
import type { Calibration } from '../../model/card.ts';
import type { Classifier } from '../../model/victim.ts';
import { draw } from '../redteam/draw.ts';
import { labelOf } from './label-of.ts';
import type { Sample } from './sample.ts';
import { sampleOf } from './samples-of.ts';

/** So many functions are asked about, drawn at random where there are more. */
const FUNCTIONS = 300;
/** Of each label so many are searched with, and so many that the search never sees are measured. */
const SEARCHED = 12;
const UNSEEN = 30;

/** The clean functions of one label. */
export interface Samples {
  readonly searched: readonly Sample[];
  readonly unseen: readonly Sample[];
}

/** What a victim says of clean functions, and those functions ready for planting. */
export interface Material {
  /** Functions that the victim was asked about. */
  readonly functions: number;
  /** Probabilities of a label for clean functions that have it by themselves, those of the calibration among them. */
  references(label: number): readonly number[];
  /** Of the functions of a label; fewer where the signal stopped the work. */
  samples(label: number): Promise<Samples>;
}

interface Asked {
  readonly victim: Classifier;
  readonly grammar: Grammar;
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onRead: (done: number, total: number) => void;
}

/** Asks the victim about clean functions. Rejects where the signal stops that. */
export async function materialOf(functions: readonly string[], asked: Asked): Promise<Material> {
  const { victim, grammar, seed, signal, onRead } = asked;
  const drawn = draw(functions, FUNCTIONS, seed);
  const plain = await victim.classify(
    drawn.map((code) => ({ code: [code] })),
    signal,
  );
  const predicted = plain.map(labelOf);
  const known = new Map<number, Samples>();
  return {
    functions: drawn.length,
    references: (label) => [
      ...plain.flatMap(({ probabilities }, at) =>
        predicted[at] === label ? (probabilities[label] ?? 0) : [],
      ),
      ...calibrated(victim.card, label, grammar.language),
    ],
    async samples(label) {
      const before = known.get(label);
      if (before !== undefined) return before;
      const texts = drawn.filter((_, at) => predicted[at] === label);
      const found: Sample[] = [];
      const most = SEARCHED + UNSEEN;
      for (const [at, text] of texts.entries()) {
        if (found.length >= most || signal?.aborted) break;
        onRead(at, Math.min(texts.length, most));
        // Without the signal: what was begun is needed to measure what was found.
        const sample = await sampleOf(text, { victim, grammar });
        if (sample !== undefined) found.push(sample);
      }
      const unseen = Math.min(UNSEEN, Math.ceil(found.length / 2));
      const samples = { unseen: found.slice(0, unseen), searched: found.slice(unseen) };
      known.set(label, samples);
      return samples;
    },
  };
}

/** Of two labels the calibration tells how sure the victim was of the goal label, of many clean functions. */
function calibrated(
  { labels, goalLabel, calibrations }: Classifier['card'],
  label: number,
  language: Calibration['language'],
): readonly number[] {
  if (labels.length !== 2 || labels[label] !== goalLabel) return [];
  const own = calibrations.filter((each) => each.language === language);
  const most = own.toSorted((a, b) => b.doubts.length - a.doubts.length)[0];
  return most?.doubts.map((doubt) => 1 - doubt) ?? [];
}
