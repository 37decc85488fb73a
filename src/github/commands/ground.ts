import type { PullRequest } from '../pull-request/pull-request.ts';
import type { KnownAsker } from './asker-of.ts';
import type { Inspected, NotInspected } from './inspect-now.ts';
import type { OwnComment } from './own-comments.ts';
import type { Thread } from './thread.ts';

/** What is known where somebody asks for something. */
export interface Ground {
  readonly thread: Thread;
  readonly pull: PullRequest;
  readonly asker: KnownAsker;
  /** The oldest first. */
  readonly own: readonly OwnComment[];
  /** Fingerprint of the finding whose comment was answered. */
  readonly finding?: string;
  /** What is asked for, by name: it is done only once. */
  readonly request: string;
  /** Inspects the pull request at its head. */
  inspect(): Promise<Inspected | NotInspected>;
  /** Why a review finds nothing to do, as Markdown; undefined where it does. */
  leftOut(): Promise<string | undefined>;
  /** Has the pull request reviewed; with `force` although this head has been already, or something holds it up. */
  review(force: boolean): Promise<void>;
}
