import { type Html, html } from '../../../scan/report/html.ts';
import type { SettingRow } from '../evidence/ablation/schema.ts';
import { settingName } from './ablation-words.ts';
import { one, type Share } from './cells.ts';

const LEFT = 270;
const WIDTH = 380;
const LINE = 18;
const x = (share: number) => (LEFT + share * WIDTH).toFixed(1);

/** Of each setting the effective attacks that are caught, a filled circle, and the false alarms, a hollow square, with intervals. */
export function ablationPlot(settings: readonly SettingRow[]): Html | undefined {
  const drawn = settings.filter(({ pooled }) => pooled.of > 0);
  if (drawn.length < 2) return undefined;
  const bottom = 8 + drawn.length * LINE;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      html`<path d="M${x(share)} 6V${bottom}" opacity=".2"/><text x="${x(share)}" y="${bottom + 14}" text-anchor="middle">${share * 100}%</text>`,
  );
  const lines = drawn.map((setting, at) => {
    const y = 8 + at * LINE + LINE / 2;
    const { pooled, falseAlarms, isShipped } = setting;
    const name = isShipped ? 'name' : '';
    return html`<text class="${name}" x="${LEFT - 10}" y="${y + 4}" text-anchor="end">${settingName(setting)}</text>
${bar(falseAlarms, y + 3, '3 2')}${bar(pooled, y - 2, 'none')}
<rect x="${(Number(x(share(falseAlarms))) - 3.5).toFixed(1)}" y="${y - 0.5}" width="7" height="7" fill="var(--page)" stroke-width="1.5"/>
<circle cx="${x(share(pooled))}" cy="${y - 2}" r="4" fill="currentColor"/><text x="${LEFT + WIDTH + 12}" y="${y + 4}">${one(100 * share(pooled))}</text>`;
  });
  const width = LEFT + WIDTH + 50;
  return html`<figure class="plot"><svg width="${width}" height="${bottom + 20}" viewBox="0 0 ${width} ${bottom + 20}" role="img" aria-label="Effective attacks caught and false alarms by setting; the numbers are in the table below" stroke="currentColor">
${ticks}
${lines}
</svg></figure>`;
}

function share({ count, of }: Share): number {
  return count / Math.max(1, of);
}

function bar({ low, high }: Share, y: number, dashes: string): Html {
  return html`<path d="M${x(low)} ${y}H${x(high)}" stroke-width="1.5" stroke-dasharray="${dashes}"/>`;
}
