import type { Element } from '../code/element.ts';
import { elementsOf } from '../code/elements-of.ts';
import type { Grammar } from '../code/grammar.ts';
import type { Parsed } from '../code/parsed.ts';
import type { Infill } from '../model/infill.ts';
import type { Victim } from '../model/victim.ts';
import type { DefenseOptions } from './options.ts';

/** All that the defence needs besides the functions. */
export interface DefenseContext {
  readonly victim: Victim;
  /** Of the language of the functions. */
  readonly grammar: Grammar;
  readonly options: DefenseOptions;
  /** For research: elements chosen otherwise than by `options.kinds`. */
  readonly elements?: (parsed: Parsed) => readonly Element[];
  /** Proposes what could stand in the trigger's place. Without it names become plain and statements are only removed. */
  readonly infill?: Infill;
  /** Stops the work; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** What finds the elements of a function. */
export function finderOf({ elements, options }: DefenseContext): (parsed: Parsed) => readonly Element[] {
  return elements ?? ((parsed) => elementsOf(parsed, options.kinds));
}
