import { type Html, html } from '../../src/scan/report/html.ts';
import type { Emoji, Reaction } from '../github/world/pull-request.ts';

const SHOWN: Readonly<Record<Emoji, string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  confused: '😕',
  heart: '❤️',
  hooray: '🎉',
  rocket: '🚀',
  eyes: '👀',
};

/** Which emoji people and bots set. */
export function reactions(all: ReadonlyMap<number, Reaction>): Html | undefined {
  if (all.size === 0) return undefined;
  const counted = Map.groupBy(all.values(), ({ content }) => content);
  const each = [...counted].map(
    ([content, those]) =>
      html`<li><span role="img" aria-label="${content}">${SHOWN[content]}</span> ${those.map(({ account }) => account.login).join(', ')}</li>`,
  );
  return html`<ul class="reactions" aria-label="Reactions">${each}</ul>`;
}
