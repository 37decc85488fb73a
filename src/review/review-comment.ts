import { commandHints } from './command-hints.ts';
import { evidence, foundInWords } from './evidence.ts';
import type { Finding } from './finding.ts';
import { findingMarker } from './marker.ts';
import { replacement } from './replacement.ts';
import type { ShownLines } from './shown-lines.ts';
import type { NoSuggestion, Suggestion } from './suggestion.ts';
import { COMMENT_LIMIT, withinLimit } from './within-limit.ts';

/** An inline comment as GitHub takes it in the `comments` of a new review. */
export interface ReviewComment {
  readonly path: string;
  readonly body: string;
  /** The last line that it stands at, of the head. */
  readonly line: number;
  readonly side: 'RIGHT';
  /** Given only where the comment stands at more than one line; less than `line`. */
  readonly start_line?: number;
  readonly start_side?: 'RIGHT';
}

/** The comment on a finding. All that comes from the code stands in code spans and fences. */
export function reviewComment(
  finding: Finding,
  { from, to }: ShownLines,
  means: { readonly offer: Suggestion | NoSuggestion | undefined; readonly commands: boolean },
): ReviewComment {
  const { file, fingerprint } = finding.verdict;
  return {
    path: file,
    body: withinLimit(
      {
        head: [findingMarker(fingerprint), `**Poisoned.** ${foundInWords(finding.verdict)}`],
        sections: [...evidence(finding.verdict), ...replacement(finding, means)].map((part) => () => part),
        left: () => 'The rest is too long to be shown here.',
        tail: [commandHints(fingerprint, means.commands)],
      },
      COMMENT_LIMIT,
    ),
    line: to,
    side: 'RIGHT',
    ...(from < to && { start_line: from, start_side: 'RIGHT' }),
  };
}
