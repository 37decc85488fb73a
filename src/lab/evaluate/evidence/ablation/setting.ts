import { optionsFor } from '../../../../defense/defaults.ts';
import { dominance } from '../../../../defense/dominance.ts';
import { entropy } from '../../../../defense/entropy.ts';
import type { Normalization, Probe, Statistic } from '../../../../defense/options.ts';
import { weight } from '../../../../defense/statistic.ts';
import { weighed } from '../../../../defense/weighed.ts';
import type { Card } from '../../../../model/card.ts';
import { shippedTop } from '../../ablation/purify-all.ts';
import type { MeasuredFunction, Top } from '../../rows/unit.ts';
import type { Ablation } from '../../study/study.ts';

export const SWEEPS = [
  'parts',
  'statistic',
  'probe',
  'window',
  'asked',
  'threshold',
  'elements',
  'length',
] as const;
export type Sweep = (typeof SWEEPS)[number];

/** Undefined where a function has too little to say anything of it. More is more suspicious. */
export type Score = (of: MeasuredFunction) => number | undefined;

/** When a score is poisoned: within this share of the clean ones, from this score on, or always. */
export type Bar = { readonly rate: number } | { readonly from: number } | 'always';

/** One way to come from the raw answers to verdicts. */
export interface Setting {
  readonly sweep: Sweep;
  readonly name: string;
  readonly isShipped: boolean;
  readonly probe: Probe;
  readonly window: number | null;
  readonly score: Score;
  readonly top: Top;
  /** So many elements are looked at, the first ones. */
  readonly most?: number;
  readonly bar: Bar;
  /** The functions that are looked at. */
  readonly only?: (of: MeasuredFunction) => boolean;
}

const RATES = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1];
/** Those of the authors' scripts, in nats. */
const FIXED = [0.1, 0.3, 0.8, 1.1, 2.1];
const ASKED = [10, 20, 40];
const ELEMENTS = [2, 10, 20, 40, Number.POSITIVE_INFINITY];
const CHARACTERS = [0, 500, 1_000, 2_000, Number.POSITIVE_INFINITY];

/** All settings of an ablation: one thing at a time is other than what is shipped. */
export function settingsOf(card: Card, rate: number, { probes, windows }: Ablation): readonly Setting[] {
  const options = optionsFor(card, {});
  const usual: Score = options.statistic === 'dominance' ? byDominance() : byEntropy('l1', true);
  const withEnclosing = options.statistic === 'dominance' ? byDominance(true) : byEntropy('l1', true, true);
  const shipped = {
    isShipped: true,
    probe: options.probe,
    window: null,
    score: usual,
    top: shippedTop(options),
    bar: { rate },
  } satisfies Partial<Setting>;
  const other = { ...shipped, isShipped: false };
  const statistic = (name: string, score: Score, top: Top, isShipped = false): Setting => ({
    ...other,
    sweep: 'statistic',
    name,
    score,
    top,
    isShipped,
  });
  const isDominance = options.statistic === 'dominance';
  return [
    { ...shipped, sweep: 'parts', name: 'as shipped' },
    { ...other, sweep: 'parts', name: '-E, every inspected function purified', bar: 'always' },
    { ...other, sweep: 'parts', name: '-S, identifiers only', score: ofKind('i', usual), top: 'identifier' },
    { ...other, sweep: 'parts', name: '-V, statements only', score: ofKind('s', usual), top: 'statement' },
    statistic('as shipped, what encloses the top weighed too', withEnclosing, shippedTop(options)),
    statistic('entropy, l1, ÷ ln n', byEntropy('l1', true), 'suspicion', !isDominance),
    statistic('entropy, l1', byEntropy('l1', false), 'suspicion'),
    statistic('entropy, softmax, ÷ ln n', byEntropy('softmax', true), 'suspicion'),
    statistic('entropy, softmax', byEntropy('softmax', false), 'suspicion'),
    statistic('dominance', byDominance(), 'rise', isDominance),
    statistic('largest rise', byRise, 'rise'),
    ...[options.probe, ...probes.filter((probe) => probe !== options.probe)].map(
      (probe, at): Setting => ({ ...other, sweep: 'probe', name: probe, probe, isShipped: at === 0 }),
    ),
    ...(windows.length === 0 ? [] : [null, ...windows]).map(
      (window): Setting => ({
        ...other,
        sweep: 'window',
        name: `${window ?? card.maxLength} tokens`,
        window,
        isShipped: window === null,
      }),
    ),
    ...ASKED.map(
      (most): Setting => ({
        ...other,
        sweep: 'asked',
        name: `the first ${most}`,
        most,
        score: (of) => usual(firstOf(of, most)),
      }),
    ),
    { ...shipped, sweep: 'asked', name: 'all' },
    ...[...new Set([...RATES, rate])]
      .sort((a, b) => a - b)
      .map(
        (one): Setting => ({
          ...other,
          sweep: 'threshold',
          name: `false-alarm rate ${one}`,
          bar: { rate: one },
          isShipped: one === rate,
        }),
      ),
    ...FIXED.map(
      (nats): Setting => ({
        ...other,
        sweep: 'threshold',
        name: `entropy, l1, at most ${nats} nats`,
        score: byEntropy('l1', false, true),
        top: 'suspicion',
        bar: { from: -nats },
      }),
    ),
    ...strata(ELEMENTS, 'elements', ({ rises }) => rises.length, other),
    ...strata(CHARACTERS, 'length', ({ characters }) => characters, other),
  ];
}

/** The shipped setting on functions of one size after the other. */
function strata(
  bounds: readonly number[],
  sweep: Sweep,
  size: (of: MeasuredFunction) => number,
  shipped: Omit<Setting, 'sweep' | 'name'>,
): readonly Setting[] {
  return bounds.slice(1).map((to, at) => {
    const from = bounds[at] ?? 0;
    const name = Number.isFinite(to) ? `${from} to ${to - 1}` : `${from} and more`;
    return { ...shipped, sweep, name, only: (of) => size(of) >= from && size(of) < to };
  });
}

/** The element that a setting takes for the trigger. */
export function topOf({ kinds, rises }: MeasuredFunction, top: Top, most = rises.length): number {
  let best = -1;
  let weight = Number.NEGATIVE_INFINITY;
  for (const [at, rise] of rises.slice(0, most).entries()) {
    if (top === 'identifier' && kinds[at] !== 'i') continue;
    if (top === 'statement' && kinds[at] !== 's') continue;
    const own = top === 'rise' ? rise : Math.abs(rise);
    if (own > weight) [best, weight] = [at, own];
  }
  return best;
}

function byEntropy(normalization: Normalization, scaleByCount: boolean, weighsEnclosing = false): Score {
  return (of) => {
    const rises = weighedIn(of, 'entropy', weighsEnclosing);
    if (rises.length < 2) return undefined;
    return -six(entropy(rises.map(Math.abs), { normalization, scaleByCount }));
  };
}

function byDominance(weighsEnclosing = false): Score {
  return (of) => {
    const rises = weighedIn(of, 'dominance', weighsEnclosing);
    if (rises.length < 2) return undefined;
    return six(dominance(rises.map((rise) => ({ rise, suspicion: Math.abs(rise) }))));
  };
}

/** The rises of what `statisticOf` weighs. */
function weighedIn(
  { rises, enclosed }: MeasuredFunction,
  statistic: Statistic,
  weighsEnclosing: boolean,
): readonly number[] {
  if (weighsEnclosing) return rises;
  const elements = rises.map((rise, at) => ({ rise, suspicion: Math.abs(rise), at }));
  return weighed(
    elements,
    (element) => weight(statistic, element),
    (whole, part) => enclosed[part.at]?.includes(whole.at) ?? false,
  ).map(({ rise }) => rise);
}

function byRise({ rises }: MeasuredFunction): number | undefined {
  return rises.length < 2 ? undefined : Math.max(0, ...rises);
}

function ofKind(kind: 'i' | 's', score: Score): Score {
  return (of) =>
    score({
      ...of,
      kinds: '',
      rises: of.rises.filter((_, at) => of.kinds[at] === kind),
      enclosed: [],
      planted: [],
    });
}

function firstOf(of: MeasuredFunction, most: number): MeasuredFunction {
  return { ...of, rises: of.rises.slice(0, most) };
}

/** As `statisticOf` rounds it. */
function six(value: number): number {
  return Number(value.toPrecision(6));
}
