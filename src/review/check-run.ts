import { type Annotation, annotation } from './annotation.ts';
import { type Button, buttons } from './buttons.ts';
import { conclusion, type FailRules } from './conclusion.ts';
import type { Reported } from './reported.ts';
import { summary } from './summary.ts';
import { title } from './title.ts';
import { CHECK_LIMIT } from './within-limit.ts';

/** What a finished check run shows. */
export interface CheckRun {
  readonly conclusion: 'success' | 'neutral' | 'failure';
  readonly title: string;
  readonly summary: string;
  /** Of every finding that is not ignored, in parts of at most 50: GitHub takes no more in one call. */
  readonly annotations: readonly (readonly Annotation[])[];
  readonly actions: readonly Button[];
}

const MOST_A_CALL = 50;

/** The check run of a review. */
export function checkRun(reported: Reported, rules: FailRules): CheckRun {
  const all = reported.placed.map(({ finding }) => annotation(finding, rules, reported.commands));
  return {
    conclusion: conclusion(reported, rules),
    title: title(reported),
    summary: summary(reported, rules, '', CHECK_LIMIT),
    annotations: Array.from({ length: Math.ceil(all.length / MOST_A_CALL) }, (_, part) =>
      all.slice(part * MOST_A_CALL, (part + 1) * MOST_A_CALL),
    ),
    actions: buttons(reported),
  };
}
