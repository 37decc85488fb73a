import type { Confirmation } from '../../defense/outcome.ts';
import { oneIn } from '../../defense/p-value.ts';
import { suspiciousness } from '../../defense/statistic.ts';
import type { InspectedVerdict, PoisonedVerdict } from '../verdict.ts';

/** A probability as people read it: never rounded to a certainty that it is not. */
export function percent(share: number): string {
  if (share > 0.999 && share < 1) return '>99.9%';
  if (share > 0 && share < 0.001) return '<0.1%';
  return `${(share * 100).toFixed(share > 0.99 || share < 0.01 ? 1 : 0)}%`;
}

/** How sure the verdict is. */
export function howSure({ pValue, threshold }: Pick<InspectedVerdict, 'pValue' | 'threshold'>): string {
  if (pValue === undefined) return `judged by the fixed threshold ${number(threshold)}`;
  const every = oneIn(pValue);
  if (every < 2) return 'most clean functions look like this';
  return `1 clean function in ${every.toLocaleString('en')} looks like this`;
}

interface Elsewhere extends Pick<PoisonedVerdict, 'statistic' | 'score' | 'threshold' | 'pairedWith'> {
  readonly verdict: 'clean' | 'poisoned';
  readonly confirmation?: Confirmation | undefined;
}

/**
 * What the trigger does elsewhere: `planted into 9 other functions, it turned 9 of 9`, and whether that makes the function
 * poisoned though its score does not; of a pair its partner has a say too. Empty where that was not asked.
 */
export function elsewhere({
  verdict,
  statistic,
  score,
  threshold,
  pairedWith,
  confirmation,
}: Elsewhere): string[] {
  if (confirmation === undefined) return [];
  const { turned, of } = confirmation;
  const isBeyond = suspiciousness(statistic, score) >= suspiciousness(statistic, threshold);
  const decides = verdict === 'poisoned' && !isBeyond && pairedWith === undefined ? ': that decides' : '';
  return [`planted into ${counted(of, 'other function')}, it turned ${turned} of ${of}${decides}`];
}

/** By what the verdict is judged: `entropy 0.0041, threshold 0.055`. */
export function scoreInWords({
  statistic,
  score,
  threshold,
}: Pick<PoisonedVerdict, 'statistic' | 'score' | 'threshold'>): string {
  return `${statistic} ${number(score)}, threshold ${number(threshold)}`;
}

/** Whether a pair victim was asked about the function beside itself. */
export function besideItself({ pairedWith, file, name, startLine }: PoisonedVerdict): boolean {
  return pairedWith?.file === file && pairedWith.name === name && pairedWith.startLine === startLine;
}

/** A score: four significant digits at most, no exponent for usual sizes. */
export function number(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** What the verdict rests on: `rests on one …`. */
export function kindInWords(kind: PoisonedVerdict['trigger']['kind']): string {
  return kind === 'layout' ? 'thing, its white space' : kind === 'call' ? 'called name' : kind;
}

/** What taking the trigger away does, for a person who decides about it. */
export function effectInWords({ trigger, purification }: PoisonedVerdict): string {
  switch (purification?.effect) {
    case 'same':
      return trigger.kind === 'identifier'
        ? 'renames only: behaviour stays the same'
        : 'behaviour stays the same';
    case 'renames for others too':
      return 'renames what others may know by its name: change it there too';
    case 'removes a statement':
      return 'removes a statement: check that nothing relied on it';
    case 'replaces a statement':
      return trigger.kind === 'string'
        ? 'replaces what stands there: read it first'
        : "replaces a statement by a language model's guess: read it first";
    case undefined:
      return 'none found that parses: mend it by hand';
  }
}

/** A count with its noun: `1 function`, `2 functions`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
