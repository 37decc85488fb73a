import type { Grammar } from '../../code/grammar.ts';
import type { Pair } from '../../defense/over-subjects.ts';
import { isBesideItself } from '../../defense/subject.ts';
import { ModelError } from '../../model/model-error.ts';
import type { Classifier } from '../../model/victim.ts';
import { draw } from '../redteam/draw.ts';
import { labelOf } from './label-of.ts';
import { inputOf, type Sample } from './sample.ts';
import { sampleOf } from './sample-of.ts';

/** So many functions are asked about, drawn at random where there are more. */
const FUNCTIONS = 300;
/** Of each label so many are searched with, and so many that the search never sees are measured. */
const SEARCHED = 12;
const UNSEEN = 30;
/** So many are made ready side by side: one alone asks too little to keep all processes at work. */
const TOGETHER = 8;

/** By fewer functions beside themselves the card's word on equal ones cannot be put to the test. */
const LEAST_EQUALS = 5;

/** What is clean and has one label. */
export interface Samples {
  /** Functions that have the label, and may be of another language. */
  readonly given: number;
  readonly searched: readonly Sample[];
  readonly unseen: readonly Sample[];
}

/** What a victim says of clean functions, and those functions ready for planting. */
export interface Material {
  /** Functions, or pairs of them, that the victim was asked about. */
  readonly functions: number;
  /**
   * Probabilities of a label for what is clean and has it by itself; no functions beside themselves. Only what the victim
   * answers here counts: its card, which knows many more, is that of whoever made the model.
   */
  references(label: number): readonly number[];
  /** Of the label of equal functions only functions beside themselves. Fewer where the signal stopped the work. */
  samples(label: number): Promise<Samples>;
}

interface Asked {
  readonly victim: Classifier;
  readonly grammar: Grammar;
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onRead: (done: number, total: number) => void;
}

/** Asks the victim about clean functions, or pairs. Rejects where the signal stops that, and with ModelError where the card lies. */
export async function materialOf(subjects: readonly (string | Pair)[], asked: Asked): Promise<Material> {
  const { victim, grammar, seed, signal, onRead } = asked;
  const drawn = draw(
    victim.card.task === 'pair' ? paired(subjects) : [...new Set(subjects)],
    FUNCTIONS,
    seed,
  );
  const plain = await victim.classify(
    drawn.map((subject) => inputOf(sidesOf(subject).map((text) => [text]))),
    signal,
  );
  const predicted = plain.map(labelOf);
  // Two that differ in nothing that the victim reads say no more than one.
  const ids = plain.map(({ inputId }) => inputId);
  const isFirst = ids.map((id, at) => ids.indexOf(id) === at);
  const known = new Map<number, Samples>();
  const { name, sameLabel, labels } = victim.card;
  const isSame = (label: number) => sameLabel !== undefined && labels[label] === sameLabel;
  const equals = predicted.filter((_, at) => isBesideItself(sidesOf(drawn[at] ?? '')));
  const same = equals.filter(isSame).length;
  // By the card's word alone another label could be searched, and by another bar.
  if (sameLabel !== undefined && equals.length >= LEAST_EQUALS && same < equals.length / 2) {
    throw new ModelError(
      `${name}: its codepurify.json says that it calls equal functions "${sameLabel}", and it does so of ${same} of ${equals.length} functions beside themselves; correct "sameLabel" there`,
    );
  }
  return {
    functions: drawn.length,
    references: (label) =>
      plain.flatMap(({ probabilities }, at) => {
        const counts = predicted[at] === label && isFirst[at] && !isBesideItself(sidesOf(drawn[at] ?? ''));
        return counts ? (probabilities[label] ?? 0) : [];
      }),
    async samples(label) {
      const before = known.get(label);
      if (before !== undefined) return before;
      const own = drawn.filter(
        (subject, at) => predicted[at] === label && (!isSame(label) || isBesideItself(sidesOf(subject))),
      );
      const [forSearch, forMeasure] = split(own, seed);
      const total = forSearch.length + forMeasure.length;
      const searched = await ready(forSearch, 0, total);
      const unseen = await ready(forMeasure, forSearch.length, total);
      const samples = { given: total, searched, unseen };
      known.set(label, samples);
      return samples;
    },
  };

  async function ready(some: readonly (string | Pair)[], done: number, total: number): Promise<Sample[]> {
    const found: Sample[] = [];
    for (let at = 0; at < some.length && !signal?.aborted; at += TOGETHER) {
      onRead(done + at, total);
      // Without the signal: what was begun is needed to measure what was found.
      const group = some.slice(at, at + TOGETHER).map((subject) => sampleOf(subject, { victim, grammar }));
      for (const sample of await Promise.all(group)) if (sample !== undefined) found.push(sample);
    }
    return found;
  }
}

/** Of a pair victim's functions the pairs as given, each once whatever its order, and each function beside itself. */
function paired(subjects: readonly (string | Pair)[]): readonly Pair[] {
  const given = subjects.flatMap((subject) =>
    typeof subject === 'string' || isBesideItself(subject) ? [] : [subject],
  );
  const pairs = new Map(given.map((pair) => [JSON.stringify(pair.toSorted()), pair])).values();
  const texts = new Set(subjects.flatMap(sidesOf));
  return [...pairs, ...Array.from(texts, (text): Pair => [text, text])];
}

function sidesOf(subject: string | Pair): readonly string[] {
  return typeof subject === 'string' ? [subject] : subject;
}

/**
 * Up to half to search with, the rest to measure. A question costs as much as it is long, so the search takes from the
 * shorter half; evenly, as what is very short is swayed by parts of a trigger.
 */
function split(
  own: readonly (string | Pair)[],
  seed: number,
): readonly [searched: readonly (string | Pair)[], unseen: readonly (string | Pair)[]] {
  const length = (subject: string | Pair) => sidesOf(subject).join('').length;
  const shorter = own.toSorted((a, b) => length(a) - length(b)).slice(0, Math.floor(own.length / 2));
  const stride = Math.max(1, shorter.length / SEARCHED);
  const searched = shorter.filter((_, at) => Math.floor(at % stride) === 0).slice(0, SEARCHED);
  const taken = new Set(searched);
  const rest = own.filter((subject) => !taken.has(subject));
  return [searched, draw(rest, UNSEEN, seed)];
}
