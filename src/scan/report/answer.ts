import type { InspectedVerdict } from '../verdict.ts';
import { span } from './fenced.ts';
import { oneLine } from './one-line.ts';
import { percent } from './words.ts';

/** An answer of a victim and how sure it is, for Markdown. */
export function answer({ label, confidence }: InspectedVerdict['prediction']): string {
  return `${span(oneLine(label, 120))} ${percent(confidence).replace('<', '&lt;').replace('>', '&gt;')}`;
}
