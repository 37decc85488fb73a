import type { Repository } from '../pull-request/repository.ts';

/** A pull request, and who speaks there for us. */
export interface Thread extends Repository {
  readonly pull: number;
  /** The login of our own comments. */
  readonly bot: string;
}

/** A comment in the conversation of a pull request, or on lines of its diff. */
export interface CommentPlace {
  readonly on: 'conversation' | 'diff';
  readonly comment: number;
}
