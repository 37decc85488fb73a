import { span } from '../scan/report/fenced.ts';
import { oneLine } from '../scan/report/one-line.ts';
import { table } from '../scan/report/table.ts';
import { counted } from '../scan/report/words.ts';
import type { Finding } from './finding.ts';
import type { Ignore } from './ignore.ts';

const MOST_BYTES = 12_000;

/** The findings that were ignored, each with its reason and who gave it, as blocks of Markdown. */
export function ignoredTable(
  ignored: readonly { readonly finding: Finding; readonly ignore: Ignore }[],
): string[] {
  if (ignored.length === 0) return [];
  const rows: string[][] = [];
  let room = MOST_BYTES;
  for (const { finding, ignore } of ignored) {
    const { name, file, startLine } = finding.verdict;
    const row = [
      span(oneLine(name, 40)),
      span(oneLine(`${file}:${startLine}`, 80)),
      span(oneLine(ignore.reason, 120)),
      byWhom(ignore),
    ];
    room -= Buffer.byteLength(row.join(' | '));
    if (room < 0) break;
    rows.push(row);
  }
  const left = ignored.length - rows.length;
  return [
    `**Ignored**: ${counted(ignored.length, 'finding')}`,
    table(['function', 'where', 'reason', 'by'], rows),
    ...(left > 0 ? [`and ${left.toLocaleString('en')} more.`] : []),
  ];
}

function byWhom({ by }: Ignore): string {
  if (by.kind === 'command') return span(oneLine(by.author, 40));
  if (by.kind === 'configuration') return 'the configuration';
  return `a comment in line ${by.line}${ADDED[by.added]}`;
}

const ADDED = {
  comment: ', **added by this pull request**',
  trigger: ', older than the trigger, **which this pull request adds**',
  neither: '',
} as const;
