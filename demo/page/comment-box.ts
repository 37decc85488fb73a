import { type Html, html } from '../../src/scan/report/html.ts';
import type { ShownPull } from './shown.ts';

export interface CommentBox {
  readonly id: string;
  /** Where it is posted to. */
  readonly action: string;
  readonly label: string;
  readonly hidden?: Readonly<Record<string, number>>;
  readonly hint?: Html;
  readonly rows: number;
}

/** A form to write a comment as one of the people. */
export function commentBox(
  { people }: ShownPull,
  { id, action, label, hidden, hint, rows }: CommentBox,
): Html {
  const { maintainer, author, visitor } = people;
  const as = [
    [maintainer.login, 'maintainer'],
    [author.login, 'author'],
    [visitor.login, 'may only read'],
  ];
  return html`<form method="post" action="${action}" class="write">
${Object.entries(hidden ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="${id}">${label}</label>
<textarea id="${id}" name="body" rows="${rows}" maxlength="65536" required${hint && html` aria-describedby="${id}-hint"`}></textarea>
${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
<div class="row"><label for="${id}-as">as</label> <select id="${id}-as" name="as">${as.map(([login, role]) => html`<option value="${login}">${login} (${role})</option>`)}</select> <button class="main">Comment</button></div>
</form>`;
}
