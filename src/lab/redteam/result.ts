import type { NotPlanted, Planted } from '../../code/planted.ts';
import type { Outcome, Prediction } from '../../defense/outcome.ts';
import type { AttackName } from '../attack/attack.ts';
import type { Effect } from './effect.ts';
import type { Share } from './share.ts';

/** One function whose answer a trigger turned into what the attacker wants, and what the defence made of it. */
export interface Attempt {
  /** Of the function, in the list that was given. */
  readonly index: number;
  readonly planted: Planted;
  /** What the victim says of the function as it was, and with the trigger in it. */
  readonly before: Prediction;
  readonly after: Prediction;
  /** Of the function with the trigger in it. */
  readonly outcome: Outcome;
  /** Called poisoned. */
  readonly caught: boolean;
  /** Caught, and what was named lies in what was planted. */
  readonly named: boolean;
  /** Caught, and of the purified function the victim says what it said of the function as it was; of a generator: no longer the goal text. */
  readonly undone: boolean;
}

export interface AttackResult {
  readonly attack: AttackName;
  /** Functions that could take the trigger. */
  readonly took: number;
  /** The others, by the reason. */
  readonly refused: Readonly<Partial<Record<NotPlanted['reason'], number>>>;
  /** Of the functions that took it and whose answer was not the goal already: those whose answer is the goal now. */
  readonly effective: Share;
  /** Of the same functions: those whose answer becomes the goal where something harmless takes the trigger's place. */
  readonly harmless: Share;
  readonly effect: Effect;
  /** Of the effective ones. */
  readonly caught: Share;
  readonly named: Share;
  readonly undone: Share;
  /** The first effective one that was caught, else the first. */
  readonly example?: Attempt;
}

/** What the defence says of the functions as they are. */
export interface PlainResult {
  /** Functions of which the victim says the goal already: no trigger can turn their answer. */
  readonly goal: number;
  /** Functions of which the victim gives no answer, such as those that are too large. */
  readonly unanswered: number;
  /** Of the functions that were inspected those called poisoned: false alarms, if the functions are clean. */
  readonly flagged: Share;
  readonly findings: readonly { readonly index: number; readonly outcome: Outcome }[];
}

export interface RedTeam {
  /** How many functions were tried. */
  readonly functions: number;
  /** Absent where the work was stopped before it was known. */
  readonly plain?: PlainResult;
  /** Only attacks that were tried to the end. */
  readonly attacks: readonly AttackResult[];
  /** Attacks that were not tried to the end because the work was stopped; empty where the result is whole. */
  readonly missing: readonly AttackName[];
}
