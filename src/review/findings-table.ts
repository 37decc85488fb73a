import { span } from '../scan/report/fenced.ts';
import { oneLine } from '../scan/report/one-line.ts';
import { table } from '../scan/report/table.ts';
import { howSure } from '../scan/report/words.ts';
import { shortId } from './marker.ts';
import type { Place, Placed } from './placed.ts';

const MOST_BYTES = 20_000;

/** The findings as a table, the surest first. What does not fit is counted, and named by the annotations of the check. */
export function findingsTable(placed: readonly Placed[]): string {
  const rows: string[][] = [];
  let room = MOST_BYTES;
  for (const { finding, place } of placed) {
    const { verdict } = finding;
    const row = [
      span(oneLine(verdict.name, 40)),
      span(oneLine(`${verdict.file}:${verdict.trigger.startLine}`, 80)),
      `${verdict.trigger.kind} ${span(oneLine(verdict.trigger.text, 50))}`,
      howSure(verdict),
      PLACES[place.kind],
      `\`${shortId(verdict.fingerprint)}\``,
    ];
    room -= Buffer.byteLength(row.join(' | '));
    if (room < 0) break;
    rows.push(row);
  }
  const left = placed.length - rows.length;
  return [
    table(['function', 'trigger at', 'trigger', 'how sure', 'shown', 'id'], rows),
    ...(left > 0 ? [`\nand ${left.toLocaleString('en')} more, each an annotation of the check run.`] : []),
  ].join('\n');
}

const PLACES: Record<Place['kind'], string> = {
  comment: 'comment',
  'resolved by people': 'comment, resolved by hand',
  summary: 'below',
};
