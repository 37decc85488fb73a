import { type Html, html } from '../../../../scan/report/html.ts';
import type { AuditReport } from '../audit-report.ts';
import { inTwenty } from '../in-twenty.ts';

type Certainty = AuditReport['triggers'][number]['certainty'];

const WIDTH = 640;
const LEFT = 132;
const RIGHT = 20;
const BINS = 40;
const BAR = 44;
const DOT = 3.5;
/** Of the probabilities only the span from one in 10,000 to all but that is drawn; what lies beyond lies at its end. */
const END = Math.log(9_999);
const TICKS = [0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999];

/** Log-odds, cut at the ends: between 99% and 99.9% lies as much as between 90% and 99%. */
function odds(probability: number): number {
  return Math.min(END, Math.max(-END, Math.log(probability / (1 - probability))));
}

/**
 * How sure the victim is of the label: above as bars the clean functions that have it by themselves, below as dots the
 * functions with the trigger in them, and dashed the bar, which that share of the clean ones lies below.
 */
export function certaintyPlot({ triggered, clean }: Certainty, bar: number, label: string): Html {
  const lowest = Math.min(...[...triggered, ...clean].map(odds), -0.5);
  const highest = Math.max(...[...triggered, ...clean].map(odds), 0.5);
  const scale = (WIDTH - LEFT - RIGHT) / (highest - lowest);
  const x = (value: number) => LEFT + (value - lowest) * scale;
  const bin = (probability: number) =>
    Math.min(BINS - 1, Math.floor(((odds(probability) - lowest) / (highest - lowest)) * BINS));
  const width = (WIDTH - LEFT - RIGHT) / BINS;

  const heights = counts(clean.map(bin));
  const most = Math.max(1, ...heights);
  const ground = BAR + 22;
  const bars = heights.map((count, at) => {
    const height = (count / most) * BAR;
    return `M${round(LEFT + at * width)} ${ground}v${round(-height)}h${round(width)}V${ground}`;
  });
  const dots = stacked(triggered.map((probability) => x(odds(probability))));
  const floor = ground + 10 + (Math.max(2, ...dots.map(({ level }) => level)) + 1) * 2 * DOT;
  const line = clean[Math.ceil(clean.length * bar) - 1];
  const ticks = TICKS.filter((tick) => odds(tick) >= lowest - 0.01 && odds(tick) <= highest + 0.01);
  const told = `Of ${triggered.length} functions with it the victim is ${percentOf(median(triggered))} sure in the middle, of clean ones ${percentOf(median(clean))}.`;
  return html`<figure class="plot"><svg width="${WIDTH}" height="${round(floor + 34)}" viewBox="0 0 ${WIDTH} ${round(floor + 34)}" role="img" aria-label="${told}" stroke="currentColor">
${ticks.map((tick) => html`<path d="M${round(x(odds(tick)))} 16V${round(floor)}" opacity=".2"/><text x="${round(x(odds(tick)))}" y="${round(floor + 13)}" text-anchor="middle">${percentOf(tick)}</text>`)}
<path d="${bars.join('')}" fill="none" stroke-width="1.2"/>
<path d="M${LEFT} ${ground}H${WIDTH - RIGHT}"/>
${dots.map(({ at, level }) => html`<circle cx="${round(at)}" cy="${round(ground + 10 + level * 2 * DOT)}" r="${DOT}" fill="currentColor" stroke="none"/>`)}
${line !== undefined && html`<path d="M${round(x(odds(line)))} 14V${round(floor)}" stroke-dasharray="5 3" stroke-width="1.6"/><text x="${round(x(odds(line)))}" y="10" text-anchor="middle" class="name">${inTwenty(bar)} clean ones</text>`}
<text x="${LEFT - 10}" y="${ground - 12}" text-anchor="end">bars: clean functions</text><text x="${LEFT - 10}" y="${ground + 15}" text-anchor="end">dots: with it in them</text>
<text x="${round((LEFT + WIDTH - RIGHT) / 2)}" y="${round(floor + 29)}" text-anchor="middle">how sure the victim is of “${label}”</text>
</svg></figure>`;
}

/** Each dot on the lowest level on which it touches no other. */
function stacked(ascending: readonly number[]): readonly { readonly at: number; readonly level: number }[] {
  const last: number[] = [];
  return ascending.map((at) => {
    const free = last.findIndex((before) => at - before >= 2 * DOT);
    const level = free === -1 ? last.length : free;
    last[level] = at;
    return { at, level };
  });
}

function counts(bins: readonly number[]): readonly number[] {
  const found = Array.from({ length: BINS }, () => 0);
  for (const bin of bins) found[bin] = (found[bin] ?? 0) + 1;
  return found;
}

function median(ascending: readonly number[]): number {
  return ascending[Math.floor(ascending.length / 2)] ?? 0;
}

function percentOf(probability: number): string {
  return `${Number((probability * 100).toPrecision(4))}%`;
}

function round(value: number): string {
  return value.toFixed(1);
}
