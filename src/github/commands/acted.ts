import type { StandingOrder } from '../publish/standing-orders.ts';
import type { Remembered } from './answer-record.ts';

/** What came of it. Without a text there is nothing to tell beyond the emoji. */
export interface Acted {
  readonly done: boolean;
  /** Markdown. */
  readonly text?: string;
  /** What is to be obeyed from then on. */
  readonly order?: StandingOrder;
  /** What the text is to remember. */
  readonly remember?: Remembered;
}
