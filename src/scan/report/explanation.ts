import stringWidth from 'string-width';
import type { Statistic } from '../../defense/options.ts';
import type { Explanation } from '../explain.ts';
import { lineTable } from '../line-table.ts';
import { bar } from './bar.ts';
import { heat } from './heat.ts';
import { columns, oneLine } from './one-line.ts';
import { coloured, type Format, type Paint, plain } from './paint.ts';
import { scale } from './scale.ts';
import type { Screen } from './terminal.ts';
import { visible } from './visible.ts';
import { elsewhere, howSure, number, percent } from './words.ts';

interface Explained {
  readonly file: string;
  readonly name: string;
  readonly text: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly victim: string;
  readonly statistic: Statistic;
  /** What it was compared with, unless that was itself. */
  readonly other?: { readonly file: string; readonly name: string; readonly startLine: number };
}

type Canvas = Screen & { readonly paint: Paint };

const MOST_LINES = 400;
const MOST_ELEMENTS = 40;
const LABEL = 12;
const GUTTER = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** The picture of one function: its source with the heat of every element, their suspicions sorted, and how it is judged. */
export function explanation(of: Explained, known: Explanation, screen: Screen): string {
  const canvas: Canvas = {
    ...screen,
    width: Math.min(Math.max(screen.width, 72), 120),
    paint: screen.colour ? coloured : plain,
  };
  const { paint, width } = canvas;
  const where = `${oneLine(of.file, Math.floor(width / 2))}:${of.startLine}`;
  const compared = known.besideItself
    ? 'itself'
    : of.other && `${of.other.name} (${of.other.file}:${of.other.startLine})`;
  return [
    `${paint('bold', oneLine(of.name, width - stringWidth(where) - 4))}  ${paint('dim', where)}`,
    ...(compared === undefined ? [] : [paint('dim', oneLine(`compared with ${compared}`, width))]),
    '',
    ...sourceRows(of, known, canvas),
    '',
    ...elementRows(known, canvas),
    '',
    ...judgementRows(of, known, canvas),
    '',
  ].join('\n');
}

function sourceRows(of: Explained, { elements }: Explanation, { paint, width }: Canvas): string[] {
  const lines = lineTable(of.text);
  const hot = heat(of.text.length, elements);
  const digits = String(of.startLine + lines.count - 1).length;
  const rows = Array.from({ length: Math.min(lines.count, MOST_LINES) }, (_, line) => {
    const [from, to] = lines.span(line);
    const hottest = hot.subarray(from, to).reduce((most, value) => Math.max(most, value), 0);
    const mark = GUTTER[Math.round(hottest * (GUTTER.length - 1))] ?? ' ';
    const lead = line === 0 ? ' '.repeat(Math.min(of.startColumn, 16)) : '';
    const gutter = paint('dim', `${String(of.startLine + line).padStart(digits)} │`);
    const room = width - digits - 5 - lead.length;
    return `${paint(hottest > 0.6 ? 'red' : 'yellow', mark)} ${gutter} ${lead}${shaded(of.text, hot, from, to, room, paint)}`;
  });
  if (lines.count > MOST_LINES) rows.push(paint('dim', `… and ${lines.count - MOST_LINES} more lines`));
  return rows;
}

/** One line of source, each run of the same shade painted. */
function shaded(
  text: string,
  hot: Float32Array,
  from: number,
  to: number,
  width: number,
  paint: Paint,
): string {
  const end = Math.min(to, from + width * 2);
  let row = '';
  let left = width;
  for (let at = from; at < end && left > 0; ) {
    const shade = shadeOf(hot[at] ?? 0);
    let next = at + 1;
    while (next < end && shadeOf(hot[next] ?? 0) === shade) next += 1;
    const run = columns(visible(text.slice(at, next)).replaceAll('\t', '    '), left);
    row += shade === undefined ? run : paint(shade, run);
    left -= stringWidth(run);
    at = next;
  }
  return row;
}

const HOT: Format = ['bold', 'white', 'bgRed'];
const WARM: Format = ['bold', 'red'];

function shadeOf(value: number): Format | undefined {
  if (value > 0.6) return HOT;
  if (value > 0.3) return WARM;
  return value > 0.08 ? 'yellow' : undefined;
}

function elementRows({ elements, leftOut }: Explanation, { paint, width }: Canvas): string[] {
  const largest = Math.max(1, ...elements.slice(0, 1).map(({ suspicion }) => suspicion));
  const rows = elements.slice(0, MOST_ELEMENTS).map((scored) => {
    const { element, suspicion, inWindow } = scored;
    const share = suspicion / largest;
    const value = inWindow ? suspicion.toFixed(3).padStart(6) : 'unseen';
    const isCounted = scored !== leftOut;
    const text = oneLine(element.text, width - 30 - 6 - 10 - 8);
    const hue = isCounted ? (share > 0.3 ? 'red' : 'yellow') : 'dim';
    return `  ${paint(hue, bar(share, 30))}  ${value}  ${paint('dim', element.kind.padEnd(10))}  ${text}`;
  });
  const more = elements.length - rows.length;
  if (more > 0) rows.push(paint('dim', `  and ${more} more that matter less`));
  if (leftOut)
    rows.push(
      paint(
        'dim',
        `  The statement at ${leftOut.suspicion.toFixed(3)} holds the suspect and is not weighed beside it.`,
      ),
    );
  return rows;
}

function judgementRows(of: Explained, known: Explanation, { paint, width }: Canvas): string[] {
  const { judgement, score, prediction } = known;
  const row = (name: string, text: string) => `  ${paint('dim', name.padEnd(LABEL))}${text}`;
  const answer = `${oneLine(prediction.label, width - 40)} ${percent(prediction.confidence)}`;
  const verdict = 'why' in judgement ? 'clean' : judgement.verdict;
  // The p-value of what a classifier's references refute is that of the least suspicious function, whatever the score.
  const isRefuted =
    !('why' in judgement) &&
    verdict === 'clean' &&
    known.confirmation !== undefined &&
    judgement.pValue === 1;
  const spread = { verdict, statistic: 'entropy', score: known.entropy } as const;
  return [
    row('answer', `${answer}, says ${of.victim}`),
    ...('why' in judgement
      ? [row(of.statistic, number(score)), row('verdict', `none: ${NO_VERDICT[judgement.why]}`)]
      : [
          row(
            of.statistic,
            `${scale({ ...judgement, statistic: of.statistic, score }, 30, paint)} ${number(score)}, threshold ${number(judgement.threshold)}`,
          ),
          ...(of.statistic === 'entropy'
            ? []
            : [row('entropy', `${scale(spread, 30, paint)} ${number(known.entropy)}`)]),
          ...(judgement.pValue === undefined || isRefuted ? [] : [row('p-value', number(judgement.pValue))]),
          ...(isRefuted ? [] : [row('how sure', howSure(judgement))]),
          ...elsewhere({ ...known, ...judgement, statistic: of.statistic }).map((words) =>
            row('elsewhere', words),
          ),
          row('verdict', verdictInWords(judgement.verdict, known, paint)),
        ]),
    ...(known.partly ? [row('window', 'the victim does not see the end of the function')] : []),
  ];
}

const NO_VERDICT = {
  'too few': 'too few clean functions',
  'none for these settings': 'not calibrated',
  'too few elements': 'too few elements',
} as const;

function verdictInWords(verdict: 'clean' | 'poisoned', { passedOver }: Explanation, paint: Paint): string {
  if (passedOver) return 'passed over: no attacker wants this answer';
  return verdict === 'poisoned' ? paint(['bold', 'red'], 'poisoned') : paint('green', 'clean');
}
