import type { Range } from '../../code/edit.ts';
import type { MaskedCode } from '../../code/masked-code.ts';
import type { ClassifierInput } from '../../model/victim.ts';
import type { TriggerKind } from './result.ts';

/** A clean function, with the places in which a trigger is put. */
export interface Site {
  /** As far as the victim can see it. */
  readonly text: string;
  /** Where the trigger goes, in place of what stands there. Sorted, disjoint, not empty. */
  readonly places: readonly Range[];
}

/** What the victim is asked about at once, ready for triggers of either kind: one function, or two for a pair victim. */
export interface Sample {
  /** Where a name goes: the places of that name on which the victim's answer hangs most. */
  readonly name: readonly Site[];
  /** Where a statement goes; empty where it cannot. */
  readonly statement: readonly Site[];
}

/** The question with a trigger in each function. */
export function planted(sample: Sample, kind: TriggerKind, trigger: string): ClassifierInput {
  return inputOf(
    sample[kind].map((site) => [
      pieces(site)
        .map((piece) => piece ?? trigger)
        .join(''),
    ]),
  );
}

/** The same with a trigger that has a hole in it. */
export function holed(sample: Sample, kind: TriggerKind, trigger: MaskedCode): ClassifierInput {
  return inputOf(sample[kind].map((site) => siteHoled(site, trigger)));
}

/** A function with what has a hole in it in each place; by default with nothing but the hole. */
export function siteHoled(site: Site, trigger: MaskedCode = [{ hidden: '', as: 'unknown' }]): MaskedCode {
  return joined(pieces(site).flatMap((piece) => piece ?? trigger));
}

export function inputOf([code = [], other]: readonly MaskedCode[]): ClassifierInput {
  return other === undefined ? { code } : { code, other };
}

/** The text cut at the places, with undefined for each. */
function pieces({ text, places }: Site): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  let at = 0;
  for (const [from, to] of places) {
    found.push(text.slice(at, from), undefined);
    at = to;
  }
  return [...found, text.slice(at)];
}

/** Neighbouring texts as one, since a tokenizer reads across what would be a border. */
function joined(parts: MaskedCode): MaskedCode {
  const found: MaskedCode[number][] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (typeof part === 'string' && typeof last === 'string') found[found.length - 1] = last + part;
    else if (part !== '') found.push(part);
  }
  return found;
}
