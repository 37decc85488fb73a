import { type Html, html } from '../../../../scan/report/html.ts';
import type { Share } from '../../share.ts';

const WIDTH = 120;
const LEFT = 6;

/**
 * Two shares with their intervals between 0 and 100%: what the trigger turned as a filled circle on a thick line, what
 * something harmless turned as a hollow diamond on a dashed one. The numbers stand beside it.
 */
export function plot(turned: Share, harmless: Share): Html {
  if (turned.of === 0) return html``;
  const at = (share: number) => (LEFT + share * (WIDTH - 2 * LEFT)).toFixed(1);
  const middle = ({ count, of }: Share) => Number(at(count / of));
  const diamond = middle(harmless);
  return html`<svg width="${WIDTH}" height="36" viewBox="0 0 ${WIDTH} 36" aria-hidden="true" stroke="currentColor">
<path d="M${at(0)} 1v34M${at(0.5)} 1v34M${at(1)} 1v34" stroke-width="1" opacity=".3"/>
<path d="M${at(turned.low)} 10H${at(turned.high)}" stroke-width="3"/>
<circle cx="${middle(turned)}" cy="10" r="5" fill="currentColor" stroke="none"/>
<path d="M${at(harmless.low)} 27H${at(harmless.high)}" stroke-width="1.5" stroke-dasharray="3 2"/>
<path d="M${diamond - 5} 27l5 -5 5 5 -5 5z" fill="var(--page)" stroke-width="1.5"/>
</svg>`;
}
