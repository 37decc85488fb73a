import { visible } from './visible.ts';

/** A code block of Markdown that its content cannot close: the fence is longer than any run of backticks within. */
export function fenced(code: string, info = ''): string {
  const text = visible(code.replaceAll('\r\n', '\n'));
  const fence = fenceFor(text);
  return `${fence}${info}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

/** Backticks that can fence a text: more than any run within it. */
export function fenceFor(text: string): string {
  return '`'.repeat(Math.max(3, longestTicks(text) + 1));
}

/** A code span of Markdown: no HTML, link, mention or emphasis is alive in it. */
export function span(text: string): string {
  const shown = visible(text.replace(/\s+/g, ' ').trim());
  if (shown === '') return '` `';
  const ticks = '`'.repeat(longestTicks(shown) + 1);
  const margin = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${ticks}${margin}${shown}${margin}${ticks}`;
}

function longestTicks(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}
