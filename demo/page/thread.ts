import { type Html, html } from '../../src/scan/report/html.ts';
import type { Applied } from '../github/pull/apply-suggestion.ts';
import { applySuggestion } from '../github/pull/apply-suggestion.ts';
import { currentPlace } from '../github/pull/current-place.ts';
import type { ReviewComment, Thread } from '../github/world/pull-request.ts';
import { commentBox } from './comment-box.ts';
import { markdown } from './markdown.ts';
import { reactions } from './reactions.ts';
import type { ShownPull } from './shown.ts';
import { suggestion } from './suggestion.ts';
import { time } from './time.ts';
import { who } from './who.ts';

/** A thread on lines, with what people can do there; one that is resolved is folded. */
export function thread(shown: ShownPull, one: Thread): Html {
  const { anchor, resolvedBy, comments, id } = one;
  const applied = applySuggestion(one);
  const outdated = anchor.place !== undefined && currentPlace(one) === undefined;
  const body = html`${comments.map((comment, index) => shownComment(shown, comment, index === 0 ? applied : undefined))}
<div class="reply"><details id="answer-${id}"><summary>Reply</summary>${commentBox(shown, {
    id: `reply-${id}`,
    action: `${shown.path}/reply`,
    label: 'Your reply',
    hidden: { thread: id },
    rows: 3,
  })}</details>
<form method="post" action="${shown.path}/resolve"><input type="hidden" name="thread" value="${id}"><button id="resolve-${id}">${resolvedBy ? 'Open again' : 'Resolve conversation'}</button></form></div>`;
  const where = html`<span>${linesInWords(one)}</span>${outdated && html` <span class="tag">outdated</span>`}`;
  if (resolvedBy === undefined) {
    return html`<article class="thread" id="thread-${id}" aria-label="${`Comments on ${anchor.path}, ${linesInWords(one)}`}"><header>${where}</header>${body}</article>`;
  }
  return html`<details class="thread" id="thread-${id}"><summary>${where} <span class="tag good">resolved by ${resolvedBy.login}</span></summary>${body}</details>`;
}

function linesInWords({ anchor: { place } }: Thread): string {
  if (place === undefined) return 'the whole file';
  const { startLine, line } = place;
  return startLine === undefined ? `line ${line}` : `lines ${startLine} to ${line}`;
}

function shownComment(shown: ShownPull, comment: ReviewComment, applied: Applied | undefined): Html {
  const { thread, author, createdAt, updatedAt, body, minimized } = comment;
  const edited = updatedAt.getTime() !== createdAt.getTime();
  const shownBody = markdown(body, (text) => suggestion(thread, text, commit(shown, thread.id, applied)));
  return html`<div class="comment" id="comment-${comment.id}"><p class="by">${who(author)} ${time(createdAt)}${edited && ' · edited'}</p>
<div class="markdown">${minimized === undefined ? shownBody : html`<details><summary>Folded: ${minimized}</summary>${shownBody}</details>`}</div>${reactions(comment.reactions)}</div>`;
}

function commit({ path }: ShownPull, thread: number, applied: Applied | undefined): Html {
  if (applied === undefined) return html``;
  if (!applied.ok) return html`<span>Cannot be committed: ${applied.reason}</span>`;
  return html`<form method="post" action="${path}/commit-suggestion"><input type="hidden" name="thread" value="${thread}"><button class="main">Commit suggestion</button></form>`;
}
