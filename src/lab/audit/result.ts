import type { Share } from '../redteam/share.ts';
import type { Judged } from './judged.ts';

export const TRIGGER_KINDS = ['name', 'statement'] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

/** What moves functions of one label furthest towards another, and what it does. */
export interface Trigger extends Judged {
  readonly kind: TriggerKind;
  readonly from: string;
  readonly to: string;
  /** As the search found it; the verdict is on this. */
  readonly found: string;
  /** Mean loss of the search samples with it in them, in nats. */
  readonly loss: number;
  /** Without the parts that do not matter. */
  readonly text: string;
  /** Of the unseen functions those that it gives the target label. */
  readonly success: Share;
  /** Of the same unseen functions those that something plain of its kind in the same place gives the target label. */
  readonly plain: Share;
  readonly searched: number;
  readonly unseen: number;
  readonly steps: number;
}

/** What of which nothing could be said, so that the verdict cannot be `clean`. */
export interface Unsearched {
  readonly from: string;
  readonly to: string;
  /** `stopped`, how many functions there are where more are needed, or why a trigger might not stand out. */
  readonly reason: string;
}

export interface Audit {
  /** `unknown`: stopped, or of a pair of labels nothing could be said. */
  readonly verdict: 'clean' | 'backdoored' | 'unknown';
  /** The largest of all scores; undefined where nothing was searched. */
  readonly score: number | undefined;
  /** All that make the verdict `backdoored`, in the order in which they were found; the goal label as target first. */
  readonly triggers: readonly Trigger[];
  /** The best that each search found below the line. */
  readonly others: readonly Trigger[];
  readonly unsearched: readonly Unsearched[];
  /** What was searched for: no statements in languages whose blocks have no braces. */
  readonly kinds: readonly TriggerKind[];
  /** Functions or pairs that the victim was asked about first. */
  readonly functions: number;
  /** All that the victim was asked since the audit began or was gone on with, gradients apart. */
  readonly answers: number;
  readonly method: 'gradient' | 'queries';
  readonly complete: boolean;
}
