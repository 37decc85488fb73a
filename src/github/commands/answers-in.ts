import { recordIn } from './answer-record.ts';

/** What our comments say of what was asked before. */
export interface Answers {
  /** `to` of each request that has its answer. */
  readonly answered: ReadonlySet<string>;
  /** Who has been told already that they may not. */
  readonly refused: ReadonlySet<string>;
}

/** Reads our own comments. */
export function answersIn(comments: readonly { readonly body: string }[]): Answers {
  const records = comments.flatMap(({ body }) => recordIn(body) ?? []);
  return {
    answered: new Set(records.map(({ to }) => to)),
    refused: new Set(records.flatMap(({ refused }) => refused ?? [])),
  };
}
