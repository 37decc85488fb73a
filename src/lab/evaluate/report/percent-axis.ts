import { type Html, html } from '../../../scan/report/html.ts';

const LEFT = 220;
const LENGTH = 420;
/** Of a plot over 0 to 100%, names on its left. */
export const PLOT_WIDTH = LEFT + LENGTH + 60;
/** Where the names of a plot's lines end. */
export const NAMES_END = LEFT - 10;

/** Where a share (0 to 1) lies from left to right, to a tenth of a pixel. */
export function x(share: number): number {
  return Math.round(10 * (LEFT + share * LENGTH)) / 10;
}

/** Upright lines at each quarter from the plot's top to `bottom`, with their percents below. */
export function percentAxis(bottom: number): readonly Html[] {
  return [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      html`<path d="M${x(share)} 6V${bottom}" opacity=".2"/><text x="${x(share)}" y="${bottom + 14}" text-anchor="middle">${share * 100}%</text>`,
  );
}
