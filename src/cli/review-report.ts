import type { Once, Reviewed } from '../github/once/review-once.ts';
import { json } from '../scan/report/json.ts';
import { sarif } from '../scan/report/sarif.ts';
import { type Screen, terminal } from '../scan/report/terminal.ts';
import { visible } from '../scan/report/visible.ts';
import { counted } from '../scan/report/words.ts';

export const REVIEW_FORMATS = ['terminal', 'json', 'sarif', 'markdown'] as const;
export type ReviewFormat = (typeof REVIEW_FORMATS)[number];

/** A review for whoever ran it: for people in a terminal, as it stands at GitHub, or as the scan that it rests on. */
export function reviewReport(once: Once, format: ReviewFormat, screen: Screen): string {
  if (once.kind === 'not inspected') {
    const { title, summary, text } = once.ending;
    return visible(`${[title, summary, ...(text === undefined ? [] : [text])].join('\n\n')}\n`);
  }
  switch (format) {
    case 'json':
      return json(once.scan);
    case 'sarif':
      return sarif(once.scan);
    case 'markdown':
      return markdown(once);
    case 'terminal':
      return `${terminal(once.scan, screen)}\n${[...written(once), once.ending.title].map(visible).join('\n')}\n`;
  }
}

/** The summary and the comments, exactly as they are posted. */
function markdown({ review: { summary, comments } }: Reviewed): string {
  const parts = comments.map(({ path, line, body }) => `# \`${path}\`, line ${line}\n\n${body}`);
  return `${[summary, ...parts].join('\n\n---\n\n')}\n`;
}

function written({ posted, review: { comments, keep, resolve, reopen } }: Reviewed): string[] {
  const verb = { all: 'Posted', refused: 'To be posted', moved: 'Not posted', nothing: 'Would be posted' }[
    posted
  ];
  const open = keep.filter(({ resolved }) => resolved === 'no').length;
  const closed = resolve.filter(({ resolved }) => resolved === 'no').length;
  const parts = [
    counted(comments.length, 'comment'),
    ...(open > 0 ? [`${open} that stand already`] : []),
    ...(closed > 0 ? [`${closed} resolved`] : []),
    ...(reopen.length > 0 ? [`${reopen.length} opened again`] : []),
  ];
  return [
    `${verb}: ${parts.join(', ')}.`,
    ...comments.map(({ path, line, body }) => {
      const offer = /^`{3,}suggestion$/m.test(body) ? 'with a suggestion' : 'without a suggestion';
      return `  ${path}:${line}, ${offer}`;
    }),
  ];
}
