import stringWidth from 'string-width';
import type { JudgedFunction, ScanResult } from '../scan-result.ts';
import type { PoisonedVerdict } from '../verdict.ts';
import { bar } from './bar.ts';
import { type ChangedRow, change } from './change.ts';
import { coverageLines } from './coverage-lines.ts';
import { excerpt } from './excerpt.ts';
import { columns, oneLine } from './one-line.ts';
import { coloured, type Paint, plain } from './paint.ts';
import { scale } from './scale.ts';
import { visible } from './visible.ts';
import { besideItself, effectInWords, elsewhere, howSure, kindInWords, number, percent } from './words.ts';

export interface Screen {
  /** Columns; at least 72 are used. */
  readonly width: number;
  readonly colour: boolean;
}

const TOP_ELEMENTS = 4;
const LABEL = 13;

/** For people: each poisoned function with its trigger in context, how sure that is, and what would stand there instead. */
export function terminal(scan: ScanResult, screen: Screen): string {
  const canvas = {
    width: Math.min(Math.max(screen.width, 72), 120),
    colour: screen.colour,
    paint: screen.colour ? coloured : plain,
  };
  const rows = scan.functions.flatMap((judged) =>
    judged.verdict.verdict === 'poisoned' ? [...poisoned(judged, judged.verdict, canvas), ''] : [],
  );
  return `${[...rows, ...coverageLines(scan, canvas)].join('\n')}\n`;
}

type Canvas = Screen & { readonly paint: Paint };

function poisoned(judged: JudgedFunction, verdict: PoisonedVerdict, canvas: Canvas): string[] {
  const { paint, width } = canvas;
  const { trigger } = verdict;
  const where = `${oneLine(verdict.file, Math.floor(width / 2))}:${verdict.startLine}`;
  const label = (name: string) => `  ${paint('dim', name.padEnd(LABEL))}`;
  const gap = ' '.repeat(LABEL + 2);

  return [
    `${paint(['bold', 'red'], '●')} ${paint('bold', oneLine(verdict.name, width - stringWidth(where) - 4))}  ${paint('dim', where)}`,
    `  ${paint('red', 'poisoned')}: what ${verdict.victim} says of it rests on one ${kindInWords(trigger.kind)}`,
    ...paired(verdict, width),
    '',
    ...excerpt({ ...judged, startLine: verdict.startLine, marks: judged.trigger }, canvas),
    '',
    ...suspicionRows(verdict, canvas).map((row, index) => (index === 0 ? label('suspicion') : gap) + row),
    `${label(verdict.statistic)}${scale(verdict, 24, paint)} ${number(verdict.score)}, threshold ${number(verdict.threshold)}`,
    `${label('how sure')}${howSure(verdict)}`,
    ...elsewhere(verdict).map((words) => `${label('elsewhere')}${words}`),
    ...answers(verdict, canvas).map((row, index) => (index === 0 ? label('answer') : gap) + row),
    ...purified(judged.code, verdict, canvas),
  ];
}

function paired(verdict: PoisonedVerdict, width: number): string[] {
  const { pairedWith } = verdict;
  if (pairedWith === undefined) return [];
  if (besideItself(verdict)) return ['  compared with itself: not even taken for its own copy'];
  return [
    `  compared with ${oneLine(`${pairedWith.name} (${pairedWith.file}:${pairedWith.startLine})`, width - 16)}`,
  ];
}

function suspicionRows({ elements, trigger }: PoisonedVerdict, { paint, width }: Canvas): string[] {
  const largest = Math.max(1, ...elements.slice(0, 1).map((element) => element.suspicion));
  const textWidth = width - LABEL - 2 - 22 - 6 - 12;
  return elements.slice(0, TOP_ELEMENTS).map((element) => {
    const isTrigger = element.kind === trigger.kind && element.text === trigger.text;
    const drawn = bar(element.suspicion / largest, 20);
    const value = element.suspicion.toFixed(2).padStart(4);
    const text = oneLine(element.text, textWidth);
    return `${paint(isTrigger ? 'red' : 'dim', drawn)}  ${value}  ${paint('dim', element.kind.padEnd(10))}  ${isTrigger ? paint('bold', text) : text}`;
  });
}

function answers(verdict: PoisonedVerdict, { paint, width }: Canvas): string[] {
  const room = width - LABEL - 30;
  const before = `${oneLine(verdict.prediction.label, room)} ${percent(verdict.prediction.confidence)}`;
  const after = verdict.purification?.prediction;
  if (after === undefined) return [`${before}, resting on the trigger`];
  const still = after.label === verdict.prediction.label ? 'still ' : '';
  const now = `${still}${paint('bold', oneLine(after.label, room))} ${percent(after.confidence)}`;
  const isLabel = verdict.prediction.label.length + after.label.length + 40 < width;
  return isLabel
    ? [`${before}  →  ${now} without the trigger`]
    : [`${before} as it stands`, `${now} without the trigger`];
}

function purified(code: string, verdict: PoisonedVerdict, { paint, width }: Canvas): string[] {
  const heading = `  ${paint('dim', 'purified'.padEnd(LABEL))}${effectInWords(verdict)}`;
  if (verdict.purification === undefined) return [heading];
  const rows = change(code, verdict.purification.code) ?? asAdded(verdict.purification.code);
  return [heading, '', ...rows.map((row) => drawChange(row, paint, width))];
}

function asAdded(code: string): ChangedRow[] {
  return code.split('\n').map((text) => ({ sign: '+', text }));
}

function drawChange({ sign, text }: ChangedRow, paint: Paint, width: number): string {
  const shown = columns(visible(text.slice(0, width * 2)).replaceAll('\t', '    '), width - 6);
  if (sign === '-') return `    ${paint('red', `- ${shown}`)}`;
  if (sign === '+') return `    ${paint('green', `+ ${shown}`)}`;
  return `    ${paint('dim', `${sign} ${shown}`.trimEnd())}`;
}
