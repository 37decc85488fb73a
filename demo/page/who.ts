import { type Html, html } from '../../src/scan/report/html.ts';
import type { Account } from '../github/world/account.ts';

/** Somebody's name behind a coloured letter. */
export function who({ login, type }: Account): Html {
  const letter = login.slice(0, 1).toUpperCase();
  return html`<span class="who"><span class="avatar ${type === 'Bot' ? 'bot' : 'person'}" aria-hidden="true">${letter}</span><b>${login}</b></span>`;
}
