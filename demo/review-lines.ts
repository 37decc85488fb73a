import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as plainText } from 'mdast-util-to-string';
import { columns, oneLine } from '../src/scan/report/one-line.ts';
import type { Paint } from '../src/scan/report/paint.ts';
import { visible } from '../src/scan/report/visible.ts';
import type { PullHandle } from './github/control/pull-handle.ts';
import { suggestionsOf } from './github/pull/suggestions-of.ts';
import type { CheckRun } from './github/world/check.ts';
import type { Thread } from './github/world/pull-request.ts';
import { suggestedLines } from './suggested-lines.ts';

export interface Terminal {
  readonly width: number;
  readonly paint: Paint;
}

const MOST_SUSPICIONS = 3;
const MOST_FACTS = 3;
const MOST_CHANGED = 8;
const COLOURS = { '+': 'green', '-': 'red', ' ': 'dim' } as const;

/** A review as its comments and its check say it, shortly. */
export function reviewLines(pull: PullHandle, check: CheckRun, terminal: Terminal): string[] {
  const { paint, width } = terminal;
  const [sign, colour] = check.conclusion === 'success' ? (['✓', 'green'] as const) : (['✗', 'red'] as const);
  const buttons = check.actions.map(({ label }) => `[${oneLine(label, 20)}]`).join(' ');
  return [
    ...pull.threads.flatMap((thread) => ['', ...threadLines(thread, terminal)]),
    '',
    `${paint(['bold', colour], sign)} ${paint('bold', oneLine(`${check.name}: ${check.output.title ?? ''}`, width - buttons.length - 4))}  ${paint('dim', buttons)}`,
  ];
}

function threadLines(thread: Thread, { paint, width }: Terminal): string[] {
  const body = thread.comments[0]?.body ?? '';
  const { children } = fromMarkdown(body);
  const said = children.find(({ type }) => type === 'paragraph');
  const bars = children.find((node) => node.type === 'code' && node.lang === 'text');
  const facts = children.flatMap((node) => (node.type === 'list' ? node.children : []));
  const [first] = suggestionsOf(body);
  const offers = suggestionsOf(body).length > 0;
  const changed = offers ? suggestedLines(thread, first).filter(({ sign }) => sign !== ' ') : [];
  const { path, place } = thread.anchor;
  return [
    `${paint(['bold', 'red'], '●')} ${paint('bold', oneLine(`${path}:${place?.startLine ?? place?.line ?? ''}`, width - 2))}`,
    `  ${oneLine(said === undefined ? '' : plainText(said), width - 2)}`,
    ...(bars === undefined ? [] : plainText(bars).split('\n').slice(0, MOST_SUSPICIONS)).map(
      (line) => `  ${paint('dim', columns(visible(line), width - 2))}`,
    ),
    ...facts.slice(0, MOST_FACTS).map((fact) => `  ${oneLine(plainText(fact), width - 2)}`),
    ...changed
      .slice(0, MOST_CHANGED)
      .map(({ sign, text }) => `    ${paint(COLOURS[sign], `${sign} ${columns(visible(text), width - 8)}`)}`),
    ...(changed.length > MOST_CHANGED ? [paint('dim', `    and ${changed.length - MOST_CHANGED} more`)] : []),
    ...(offers ? [`    ${paint('dim', '[Commit suggestion]')}`] : []),
  ];
}
